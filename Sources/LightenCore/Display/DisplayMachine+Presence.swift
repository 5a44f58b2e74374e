/// A display goes away and comes back: sleep, another device, unplugged.
extension DisplayMachine {
  mutating func suspend(_ reason: Suspension, _ token: Token?) {
    if case .suspended(let reasons) = link {
      link = .suspended(reasons.union(reason))
    } else {
      link = .suspended(reason)
      if DeliberateFault.losesTheFadesEnd.isActive, isRamping, let last = lastStep {
        goal?.percent = last.percent
      }
      stopMoving()
      if case .disputed(let scale, let belief, _, _) = ability {
        ability = .brightness(scale, belief)
      }
      ability.belief = ability.belief.doubted
      if DeliberateFault.forgetsWaitersInSleep.isActive { waiters = [] }
      answerWaiters(with: suspendedError)
      answer(queue.clear().map(\.token), .failed(suspendedError))
    }
    guard let token else { return }
    if case .busy = wire { suspending.append(token) } else { answer([token], .done) }
  }

  mutating func resume(_ reason: Suspension) {
    if case .suspended(let reasons) = link, !reasons.subtracting(reason).isEmpty {
      link = .suspended(reasons.subtracting(reason))
      return
    }
    // A suspend that still waits for the wire was cancelled.
    answer(take(&suspending), .done)
    beginProbing(times.wakeRetries.backOff)
  }

  mutating func replaced() {
    if case .busy(let transfer) = wire {
      wire = .free
      takeBack(transfer)
    }
    if case .suspended = link {
      answerWaiters(with: suspendedError)
      answer(queue.clear(), .failed(suspendedError))
      return answer(take(&suspending), .done)
    }
    beginProbing(
      RetryTimes(first: times.secondReading, longest: times.secondReading, attempts: 1).backOff)
  }

  private mutating func beginProbing(_ backOff: BackOff) {
    stopMoving()
    ability.belief = ability.belief.doubted
    if case .disputed(let scale, let belief, _, _) = ability {
      ability = .brightness(scale, belief)
    }
    droppedSeries = 0
    accessGraceEnd = now + times.accessGrace
    link = .probing(Retries(backOff: backOff, next: .asking))
    queue.add(.read, isUrgent: true)
  }

  mutating func unplugged() {
    wire.waiters.forEach { answer([$0.token], .failed(Self.gone)) }
    answer(queue.clear().map(\.token), .failed(Self.gone))
    answerWaiters(with: Self.gone)
    answer(take(&suspending), .done)
    (link, wire) = (.gone, .free)
  }

  mutating func answerGone(_ event: Event) {
    switch event {
    case .request(_, let token?), .refresh(let token?), .feature(_, let token):
      answer([token], .failed(Self.gone))
    case .suspend(_, let token?): answer([token], .done)
    default: break
    }
  }

  /// Why a suspended display does nothing. The request is kept.
  var suspendedError: DisplayError {
    if case .suspended(let reasons) = link, !reasons.contains(.sleep) {
      return DisplayError(
        .permissionDenied, "Another session has the monitor; this is written when it is back.")
    }
    return DisplayError(
      .asleep, "The computer is going to sleep; this is written when it wakes up.")
  }

  /// Whether our goal wins when the display is back.
  var isAbsenceExplained: Bool {
    switch link {
    case .probing, .suspended: true
    case .silent(_, _, let absence): absence != .unexplained
    case .answering, .gone: false
    }
  }
}

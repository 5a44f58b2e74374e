/// What a failed transfer means.
extension DisplayMachine {
  mutating func failed(_ transfer: Transfer, _ error: TransferError) {
    if case .write = transfer.work { ability.belief = ability.belief.doubted }
    if case .write = transfer.work, let level = transfer.level, let goal = transfer.goal,
      let cause = transfer.cause
    {
      series?.leftUnanswered(level, goal, cause)
    }
    if case .suspended = link {
      // The request is kept, whatever a device says on its way into sleep.
      return answer(transfer.waiters, .failed(suspendedError))
    }
    if transfer.isOvertaken, let level = transfer.level {
      answer(transfer.waiters, .taken(false))
      return overtaken(level)
    }
    interruptions = error.code == .interrupted ? interruptions + 1 : 0
    if error.code == .interrupted, interruptions <= Self.mostInterruptions {
      return takeBack(transfer)
    }
    var error = error
    if error.code == .permissionDenied, now < accessGraceEnd,
      !DeliberateFault.hasNoGrace.isActive
    {
      error = TransferError(.unresponsive, error.message)
      if case .read = transfer.work, waitsForAccess(transfer) { return }
      if case .answering = link { link = .answering(.returned(since: now)) }
    }
    switch transfer.work {
    case .read: readFailed(transfer, error)
    case .write: writeFailed(transfer, error)
    case .feature(let work): featureFailed(work, transfer, error)
    }
  }

  /// What was under way is still wanted. Nobody knows whether a write arrived: the display is read
  /// before the newest value is written.
  mutating func takeBack(_ transfer: Transfer) {
    switch transfer.work {
    case .write:
      if transfer.isOvertaken {
        answer(transfer.waiters, .taken(false))
      } else {
        waitAgain(transfer.waiters)
      }
      nextStep = now
      if DeliberateFault.dropsInterruptedWrites.isActive { return reached() }
      ability.belief = ability.belief.doubted
      if goal?.progress == .reached { goal?.progress = .resuming(.repetition) }
    case .read, .feature: queue.add(transfer.work, transfer.waiters, isUrgent: true)
    }
  }

  /// Access comes a moment late: asked again, and shown as being looked at until then.
  private mutating func waitsForAccess(_ transfer: Transfer) -> Bool {
    guard case .probing(var retries) = link else { return false }
    retries.next = .waiting(until: now + times.secondReading / 2)
    link = .probing(retries)
    let error = DisplayError(
      .asleep, "The system has not given access to the monitor yet; this is written when it has.")
    answer(transfer.waiters, .failed(error))
    answerWaiters(with: error)
    return true
  }

  // MARK: Reads

  private mutating func readFailed(_ transfer: Transfer, _ error: TransferError) {
    if case .probing(var retries) = link, error.code != .permissionDenied,
      retries.wait(from: now)
    {
      // A monitor that just woke up answers with anything, also that it has no brightness.
      link = .probing(retries)
      queue.dropUnawaitedReads()
      let waking = DisplayError(
        .asleep, "The monitor has just woken up; this is written when it answers.")
      answer(transfer.waiters, .failed(error.displayError))
      return answerWaiters(with: waking)
    }
    if error.isSilence {
      answer(transfer.waiters, .failed(error.displayError))
      fellSilent(error)
      answerAll(with: error)
    } else {
      saysNo(transfer, error)
    }
  }

  /// The display says that its brightness cannot be controlled. If that has worked before, it is
  /// asked a second time.
  private mutating func saysNo(_ transfer: Transfer, _ error: TransferError) {
    answer(transfer.waiters, .failed(error.displayError))
    // Too early for the second question: somebody else had it read.
    if case .disputed(_, _, _, .some) = ability, error.code != .permissionDenied { return }
    if case .brightness(let scale, let belief) = ability, error.code != .permissionDenied,
      !DeliberateFault.believesOneDenial.isActive
    {
      ability = .disputed(scale, belief.doubted, error, again: now + times.secondReading)
      stopMoving()
      return
    }
    if case .answering = link {} else { link = .answering(.unproven) }
    if !waiters.isEmpty { endRequest() }
    answerWaiters(with: error.displayError)
    pendingChange = nil
    stopMoving()
    ability = .none(error)
    forgetRawGoals()
    series = nil
    level = nil
  }

  /// When a monitor is found to be silent, everybody who waits for its brightness is answered; when
  /// it hangs, everybody who waits for anything.
  private mutating func answerAll(with error: TransferError) {
    answerWaiters(with: error.displayError)
    if !isAbsenceExplained { pendingChange = nil }
    if error.code == .hung {
      answer(queue.clear(), .failed(error.displayError))
      if case .silent(_, let retries, _) = link, retries.next == .asking { queue.add(.read) }
    }
  }

  /// The monitor does not answer: it is asked again for about two minutes.
  private mutating func fellSilent(_ error: TransferError) {
    var retries = Retries(backOff: times.retries.backOff, next: .asking)
    var absence = Absence.unexplained
    switch link {
    case .silent(_, let earlier, let before): (retries, absence) = (earlier, before)
    case .probing: absence = .explained
    case .answering(.returned(let since)) where series != nil || now - since < times.returnPeriod:
      absence = .repeated
    case .answering, .suspended, .gone: break
    }
    // A goal survives that brightness could not be controlled.
    if case .none = ability { absence = .explained }
    if error.code == .asleep { absence = .explained }
    stopMoving()
    ability.belief = ability.belief.doubted
    if case .disputed(let scale, let belief, _, _) = ability {
      ability = .brightness(scale, belief)
    }
    queue.dropUnawaitedReads()
    if DeliberateFault.asksForEver.isActive { retries.backOff = times.retries.backOff }
    if !retries.wait(from: now) {
      retries.next =
        error.code == .asleep ? .standby(until: now + times.standbyCheck) : .exhausted
      // Nobody tries any more: the request that could not be written is over.
      if retries.next == .exhausted, absence == .unexplained, goal?.progress == .requested {
        endRequest()
      }
    }
    link = .silent(error, retries, absence)
  }

  // MARK: Writes

  private mutating func writeFailed(_ transfer: Transfer, _ error: TransferError) {
    guard case .answering = link else {
      // It is being looked at already, or away.
      waitAgain(transfer.waiters)
      return
    }
    if isRamping, error.isSilence, error.code != .hung, error.code != .asleep {
      failedSteps += 1
      // The next step makes up for this one.
      if failedSteps < Self.mostFailedSteps {
        waitAgain(transfer.waiters)
        nextStep = min(nextStep, now + times.secondReading)
        return
      }
    }
    let isOutdated = !(transfer.goal?.isSameRequest(as: goal) ?? true)
    if isOutdated, error.code != .hung {
      keepWaiting(transfer, error)
      if error.isSilence { fellSilent(error) }
      return
    }
    answer(transfer.waiters, .failed(error.displayError))
    if error.isSilence {
      fellSilent(error)
      answerAll(with: error)
    } else {
      refused(error)
    }
  }

  /// Who waited for an older value waits for the newer one, but not through a second failure.
  private mutating func keepWaiting(_ transfer: Transfer, _ error: TransferError) {
    let counted = transfer.waiters.map {
      Waiter(token: $0.token, condition: .nextWrite, failures: $0.failures + 1)
    }
    waitAgain(counted.filter { $0.failures < 2 })
    answer(counted.filter { $0.failures >= 2 }, .failed(error.displayError))
  }

  /// The display does not take the value: the request ends, and what it has is what it should have.
  private mutating func refused(_ error: TransferError) {
    stopMoving()
    answer(take(&waiters), .failed(error.displayError))
    ceilings = [:]
    endRequest()
    queue.add(.read, isUrgent: true)
  }

  /// The request is over: the goal is the newest one that is kept, else what the display had last.
  mutating func endRequest() {
    guard goal?.progress != .reached else { return }
    stopMoving()
    if let fallback {
      goal = fallback
    } else if let last = ability.belief.last ?? level {
      goal = Goal(
        percent: last.percent, raw: last.raw, source: .external, requested: now,
        progress: .reached)
    } else {
      // Nothing is known of the display yet.
      goal = nil
    }
    fallback = nil
  }

  /// Steps of a fade that may fail in a row before the fade fails.
  static let mostFailedSteps = 3
  /// Interruptions in a row after which a transfer is begun again.
  static let mostInterruptions = 2

  // MARK: Features

  /// One failed request says nothing about the whole monitor: one read of the brightness does.
  private mutating func featureFailed(
    _ work: FeatureWork, _ transfer: Transfer, _ error: TransferError
  ) {
    answer(transfer.waiters, .failed(error.displayError))
    guard error.isSilence else { return }
    if error.code == .hung {
      features.refuse(work, until: now + times.featureRefusal)
      answer(queue.clear(keepingReads: true), .failed(error.displayError))
      // Whoever calls a monitor that is known to hang does not wait for a second transfer.
      if case .silent(let known, _, _) = link, known.code == .hung { answerAll(with: error) }
    }
    if case .answering = link, features.mayCheck(at: now, interval: times.checkInterval) {
      queue.add(.read, isUrgent: true)
    }
  }
}

/// What is sent next, and what its success means.
extension DisplayMachine {
  // MARK: What is next

  /// Starts the next transfer where the wire is free: brightness and other work take turns.
  mutating func proceed() {
    dropEndedCeilings()
    noticeReached()
    guard wire == .free else { return }
    switch link {
    case .suspended where !DeliberateFault.sendsInSleep.isActive: return
    case .gone: return
    case .probing, .answering, .silent, .suspended: break
    }
    if !wasBrightness || queue.isEmpty, let level = levelToWrite() {
      return startWrite(level)
    }
    guard let next = queue.next() else { return }
    start(next.work, next.waiters)
  }

  /// Where the display has the goal, everybody hears of it, also while the wire rests.
  private mutating func noticeReached() {
    if case .busy = wire { return }
    guard !DeliberateFault.writesWhatIsThere.isActive,
      case .answering = link, case .brightness(_, let belief) = ability, pendingChange == nil,
      let goal, goal.progress != .reached, !isRamping,
      !(goal.progress == .resuming(.ceiling) && isMoving),
      let present = belief.level, let since = belief.since, let target = target(at: now),
      matches(present.raw, target)
    else { return }
    if goal.progress == .requested, rules.reports == .none, since < goal.requested {
      // The target is what the display had before: too long ago, or somebody may have changed it.
      if since < goal.requested - times.freshness { return ability.belief = belief.doubted }
      assertLevel(present)
    } else if case .confirmed = belief {
      series = nil
    }
    publish(present, .external)
    reached()
  }

  /// The level to write now; nil where nothing is to be written, or something must be read first.
  private mutating func levelToWrite() -> DisplayLevel? {
    let isAwaited = !waiters.isEmpty || !(pendingChange?.waiters.isEmpty ?? true)
    guard case .answering = link, case .brightness(let scale, _) = ability else {
      // Somebody who waits is a reason to ask a monitor that is away.
      if case .disputed = ability {} else if isAwaited { queue.add(.read, isUrgent: true) }
      return nil
    }
    if pendingChange != nil {
      queue.add(.read, isUrgent: true)
      return nil
    }
    if isMoving {
      guard now >= nextStep else { return nil }
      scheduleStep(scale)
    }
    noticeReached()
    guard let progress = goal?.progress, progress != .reached || isMoving,
      let target = target(at: now)
    else { return nil }
    if let present = ability.belief.level {
      let isThere = matches(present.raw, target) && !DeliberateFault.writesWhatIsThere.isActive
      guard isThere else { return target }
      publish(present, .external)
      if isRamping { answer(takeWaiters(for: .nextWrite), .taken(true)) }
      return nil
    }
    // The next step makes up for one that failed; anything else is read first.
    if isRamping || progress == .resuming(.ceiling) && isMoving { return target }
    queue.add(.read, isUrgent: true)
    return nil
  }

  /// A fade that has ended is a goal like any other; else its next step is scheduled.
  private mutating func scheduleStep(_ scale: BrightnessScale) {
    if case .ramp(let path)? = goal?.approach, now >= path.end { goal?.approach = .direct }
    var paths = ceilings.values.map(\.path)
    if case .ramp(let path)? = goal?.approach { paths.append(path) }
    guard let next = paths.compactMap({ $0.nextStep(after: now, scale) }).min() else { return }
    nextStep = max(next, now + rules.pace)
  }

  /// Who waits for the first step of a fade, not for its end.
  private mutating func takeWaiters(for condition: Waiter.Condition) -> [Waiter] {
    defer { waiters.removeAll { $0.condition == condition } }
    return waiters.filter { $0.condition == condition }
  }

  private mutating func startWrite(_ level: DisplayLevel) {
    guard let goal, let scale = ability.scale else { return }
    // A monitor is not trusted for ever, nor doubted long after its return.
    if case .answering(let reliability) = link {
      switch reliability {
      case .trusted(let until) where now >= until: link = .answering(.unproven)
      case .returned(let since) where series == nil && now - since > times.returnPeriod:
        link = .answering(.unproven)
      case .returned, .ordinary, .trusted: break
      }
    }
    if series == nil {
      series = WriteSeries(before: ability.belief.last?.raw, write: level.raw, for: goal.source)
    } else {
      series?.add(level.raw, after: ability.belief.level?.raw, for: goal.source)
    }
    let callers = isRamping ? takeWaiters(for: .nextWrite) : take(&waiters)
    writes += 1
    facts.append(.wrote)
    if DeliberateFault.announcesTooEarly.isActive { publish(level, cause(goal, level, scale)) }
    start(
      .write(level.raw), callers, goal: goal, level: level, cause: cause(goal, level, scale))
  }

  mutating func start(
    _ work: Work, _ waiters: [Waiter], goal: Goal? = nil, level: DisplayLevel? = nil,
    cause: LevelCause? = nil
  ) {
    let id = Transfer.ID(number: nextID)
    nextID += 1
    if case .write = work { wasBrightness = true } else { wasBrightness = false }
    wire = .busy(
      Transfer(
        id: id, work: work, started: now, goal: goal, level: level, cause: cause, waiters: waiters))
    starts.append(.start(id, work))
  }

  // MARK: Results

  mutating func finished(_ id: Transfer.ID, _ result: Result<Reply, TransferError>) {
    // What an earlier device says has another id.
    guard case .busy(let transfer) = wire,
      transfer.id == id || DeliberateFault.believesAnEarlierDevice.isActive
    else { return }
    wire = rules.rest > .zero ? .resting(until: now + rules.rest) : .free
    switch result {
    case .success(let reply):
      interruptions = 0
      succeeded(transfer, reply)
    case .failure(let error): failed(transfer, error)
    }
    if case .suspended = link { answer(take(&suspending), .done) }
  }

  private mutating func succeeded(_ transfer: Transfer, _ reply: Reply) {
    switch (transfer.work, reply) {
    case (.read, .value(let current, let maximum)):
      if maximum > 0 {
        adopt(current, maximum, transfer)
        answer(transfer.waiters, .done)
      } else {
        failed(
          transfer, TransferError(.failed, "The monitor says that its brightness has no range."))
      }
    case (.write, _): wrote(transfer)
    case (.feature(let work), _): didFeature(work, reply, transfer)
    case (.read, _):
      failed(transfer, TransferError(.failed, "The monitor's answer has no value."))
    }
  }

  private mutating func wrote(_ transfer: Transfer) {
    guard let level = transfer.level, let cause = transfer.cause, let goal = transfer.goal else {
      return
    }
    answer(transfer.waiters, .taken(true))
    failedSteps = 0
    guard !transfer.isOvertaken else { return overtaken(level) }
    publish(level, cause)
    guard case .answering(let reliability) = link else {
      // It fell asleep or woke up meanwhile.
      ability.belief = .unknown(last: level)
      reachedWhileAway(level, goal)
      return
    }
    ability.belief = .acknowledged(level, at: now)
    if rules.reports == .changes || DeliberateFault.readsNothingBack.isActive {
      series = nil
    } else if case .trusted = reliability, series?.isAsserted == false {
      series = nil
    } else {
      let delay = readBackDelay(reliability)
      series?.phase = .waiting(until: now + delay)
    }
    if !isRamping, let target = target(at: now), target.raw == level.raw { reached() }
  }

  private func readBackDelay(_ reliability: Reliability) -> Duration {
    guard case .returned = reliability else { return times.readBack }
    let delays = times.readBacksAfterAbsence
    return delays[min(series?.losses ?? 0, delays.count - 1)]
  }

  /// A write was acknowledged after the display reported another level: it is read, and gets the
  /// reported level back where it has the write.
  mutating func overtaken(_ level: DisplayLevel) {
    ability.belief = .unknown(last: self.level)
    series = goal.map { WriteSeries(before: self.level?.raw, write: level.raw, for: $0.source) }
    if goal?.progress == .reached { goal?.progress = .resuming(.repetition) }
  }

  /// What was acknowledged on the way into sleep counts as reached: it is restored afterwards.
  private mutating func reachedWhileAway(_ level: DisplayLevel, _ written: Goal) {
    guard let goal, goal.progress == .requested, goal.approach == .direct,
      target(at: now)?.raw == level.raw
    else { return }
    facts.append(.reached(goal))
    self.goal?.progress = .reached
    answer(take(&waiters), .taken(true))
  }

  private mutating func didFeature(_ work: FeatureWork, _ reply: Reply, _ transfer: Transfer) {
    switch (work, reply) {
    case (.get(FeatureMemory.brightness), .value(let current, let maximum)) where maximum > 0:
      adopt(current, maximum, transfer)
    case (.get(let code), .value(let current, _)):
      learn(code, current, bySet: false)
    case (.set(let code, let value), _):
      learn(code, Int(value), bySet: true)
      if FeatureMemory.isFarReaching(work) || code == FeatureMemory.brightness {
        // Its picture mode has a level, a range and manners of its own.
        adjustment = nil
        if case .answering(.trusted) = link { link = .answering(.unproven) }
        queue.add(.read)
      }
    case (.capabilities, .text(let text)): features.learn(capabilities: text)
    default: break
    }
    switch reply {
    case .value(let current, let maximum):
      answer(transfer.waiters, .value(current, maximum: maximum))
    case .text(let text): answer(transfer.waiters, .text(text))
    case .done: answer(transfer.waiters, .done)
    }
    switch link {
    // It answers again.
    case .probing, .silent: queue.add(.read)
    case .answering, .suspended, .gone: break
    }
  }

  private mutating func learn(_ code: UInt8, _ value: Int, bySet: Bool) {
    let value = UInt16(truncatingIfNeeded: value)
    if features.learn(code, value, bySet: bySet) { facts.append(.feature(code, value)) }
  }
}

extension Wire {
  /// Who waits for the transfer under way.
  var waiters: [Waiter] { if case .busy(let transfer) = self { transfer.waiters } else { [] } }
}

/// Takes everything out of a list.
func take<Element>(_ list: inout [Element]) -> [Element] {
  defer { list = [] }
  return list
}

/// What a reading of the brightness means.
extension DisplayMachine {
  mutating func adopt(_ current: Int, _ maximum: Int, _ transfer: Transfer) {
    let earlier = ability
    let scale = BrightnessScale(rawMaximum: maximum)
    // More than the maximum is no level: the last known one counts, or the maximum.
    let raw =
      current > scale.rawMaximum ? min(ability.belief.last?.raw ?? maximum, maximum) : current
    let isGoal = goal.map { scale.raw($0.percent) == raw } ?? false
    let read = scale.level(exactly: raw, remembered: isGoal ? goal?.percent : level?.percent)
    switch link {
    case .suspended, .gone: return
    case .probing, .silent, .answering: break
    }
    // It reported its level while it was being read: the reading may be older.
    if transfer.isOvertaken {
      if case .answering = link { return }
      return queue.add(.read)
    }
    adoptScale(scale)
    readingTime = transfer.started
    defer {
      series?.wasRead()
      readingTime = nil
    }
    switch (link, earlier) {
    case (.probing, _): returned(read, .explained)
    case (.silent(_, _, let absence), _): returned(read, absence)
    case (_, .unknown): returned(read, .explained)
    case (_, .none): returned(read, .explained)
    case (_, .brightness), (_, .disputed): compare(read, transfer)
    }
    resolvePendingChange(read)
  }

  /// Values of another scale mean nothing any more: what is known is what people see.
  private mutating func adoptScale(_ scale: BrightnessScale) {
    let earlier = ability
    ability = .brightness(scale, earlier.belief)
    guard let old = earlier.scale, old != scale else { return }
    ability.belief = .unknown(last: earlier.belief.last.map { scale.level($0.percent) })
    level = level.map { scale.level($0.percent) }
    forgetRawGoals()
    adjustment = nil
    if let target = target(at: now) { series?.rescale(last: target.raw) }
  }

  /// The hardware's own values mean something on their scale only.
  mutating func forgetRawGoals() {
    goal?.raw = nil
    fallback?.raw = nil
  }

  /// The display answered before: the reading is compared with what it was believed to have.
  private mutating func compare(_ read: DisplayLevel, _ transfer: Transfer) {
    if isRamping { return compareInFade(read, transfer) }
    guard goal?.progress == .reached else { return compareInPursuit(read, transfer) }
    if let series, rules.reports == .none {
      switch series.phase {
      case .waiting(let until) where now < until: return readTooEarly(read)
      case .waiting, .reading: return judge(read, series)
      case .writing: break
      }
    }
    if read.raw == ability.belief.last?.raw {
      series = nil
      publish(read, .external)
      confirm(read)
    } else if let write = series?.explanation(of: read.raw) {
      tookUnanswered(write, read)
    } else {
      found(read)
    }
  }

  /// Nothing is decided before the series is old enough, but what was read is told.
  private mutating func readTooEarly(_ read: DisplayLevel) {
    if read.raw != ability.belief.level?.raw { losesTrust() }
    publish(read, .external)
    confirm(read)
  }

  /// A fade covers a range; a level far outside of it was set by somebody.
  private mutating func compareInFade(_ read: DisplayLevel, _ transfer: Transfer) {
    guard case .ramp(let path)? = goal?.approach, let scale = ability.scale else { return }
    if read.raw == ability.belief.last?.raw { return confirm(read) }
    // It is our own, or shows that a write was lost: the next step makes up for it.
    if let series, series.contains(read.raw) { return confirm(read) }
    let latest = path.level(at: now, scale).percent
    let (low, high) = (min(path.from, latest), max(path.from, latest))
    let tolerance = Adjustment.tolerance
    let value = Int(read.percent.hundredths)
    let isInside =
      value >= Int(low.hundredths) - tolerance && value <= Int(high.hundredths) + tolerance
    // What was read before somebody asked for the fade does not end it.
    let isOlder = goal.map { transfer.started <= $0.requested } ?? false
    guard isInside || isOlder else { return found(read) }
    publish(read, .external)
    confirm(read)
  }

  /// Whether a level is neither ours nor what the monitor makes of ours.
  private func isSomebodysDoing(_ read: DisplayLevel) -> Bool {
    guard let last = ability.belief.last, series?.contains(read.raw) != true,
      series?.isAsserted != true
    else { return false }
    let distance = abs(read.percent.hundredths - last.percent.hundredths)
    return distance > Int32(Adjustment.tolerance)
      || series == nil && read.raw != last.raw && !matches(last.raw, read)
  }

  /// A goal is on its way: whatever the display has is older.
  private mutating func compareInPursuit(_ read: DisplayLevel, _ transfer: Transfer) {
    if let goal, goal.progress == .resuming(.ceiling), isSomebodysDoing(read) {
      return found(read)
    }
    let isExplained = series?.explanation(of: read.raw) != nil
    if read.raw != ability.belief.last?.raw, !isExplained { losesTrust() }
    confirm(read)
    startDelayedFade(read)
    guard let goal, let target = target(at: now) else { return }
    if matches(read.raw, target) {
      series = nil
    } else if goal.source == .external, goal.progress == .resuming(.repetition),
      rules.reports == .changes, !(series?.contains(read.raw) ?? false)
    {
      return found(read)
    }
    // What somebody had read is told, also where it is overwritten at once.
    if !transfer.waiters.isEmpty { publish(read, .external) }
  }

  /// The display has said so. What was read is as old as the beginning of the read.
  mutating func confirm(_ read: DisplayLevel) {
    ability.belief = .confirmed(read, at: readingTime ?? now)
  }

  // MARK: Back after an absence

  private mutating func returned(_ read: DisplayLevel, _ absence: Absence) {
    let last = ability.belief.last
    confirm(read)
    let write = series?.explanation(of: read.raw)
    switch absence {
    case .explained, .repeated:
      link = .answering(
        DeliberateFault.forgetsTheAbsence.isActive ? .unproven : .returned(since: now))
      (series, adjustment, droppedSeries) = (nil, nil, 0)
      putBack(read, write, isRepeated: absence == .repeated)
    case .unexplained:
      link = .answering(.unproven)
      if goal?.progress == .reached, let series, series.phase != .writing,
        read.raw == last?.raw || series.showsLoss(read.raw) || series.isAsserted
      {
        judge(read, series)
      } else if read.raw == last?.raw {
        series = nil
        publish(read, .external)
        startDelayedFade(read)
      } else if let write {
        tookUnanswered(write, read)
      } else if waiters.isEmpty, !DeliberateFault.overrulesTheButtons.isActive,
        goal?.progress == .reached || series?.contains(read.raw) != true
      {
        found(read)
      } else {
        series = nil
        startDelayedFade(read)
      }
    }
  }

  /// Our goal wins: the display gets what was requested meanwhile, or what it had.
  private mutating func putBack(
    _ read: DisplayLevel, _ write: WriteSeries.Unanswered?, isRepeated: Bool
  ) {
    guard goal != nil else { return found(read) }
    if goal?.progress != .requested {
      guard rules.restores || isRepeated, !DeliberateFault.restoresNothing.isActive else {
        facts.append(.restored)
        return found(read)
      }
      if !isRepeated, let light = rules.lightLevel {
        goal?.percent = light
        goal?.raw = nil
        goal?.source = .restore
        goal?.requested = now
      }
      goal?.progress = .resuming(.restore)
    }
    startDelayedFade(read)
    guard let target = target(at: now), matches(read.raw, target), !isRamping else { return }
    // What seemed to have failed had arrived after all.
    publish(read, write?.cause ?? requestCause)
    if let goal, goal.progress == .requested, (readingTime ?? now) < goal.requested {
      // Somebody may have changed it after the read began.
      assertLevel(read)
    }
    reached()
  }

  private var requestCause: LevelCause {
    guard let goal, goal.progress == .requested else { return .restore }
    return goal.source == .external ? .external : .goal(goal.source)
  }

  /// A write without an answer had arrived: it is announced now, once.
  private mutating func tookUnanswered(_ write: WriteSeries.Unanswered, _ read: DisplayLevel) {
    confirm(read)
    publish(read, write.cause)
    series = nil
    if goal?.progress == .reached {
      goal = write.goal
      goal?.progress = .reached
      goal?.approach = .direct
      facts.append(.reached(write.goal))
    }
    startDelayedFade(read)
  }

  private mutating func startDelayedFade(_ read: DisplayLevel) {
    guard let goal, case .delayed(let duration) = goal.approach else { return }
    self.goal?.approach =
      read.percent == goal.percent
      ? .direct
      : .ramp(Path(from: read.percent, to: goal.percent, start: now, duration: duration))
    nextStep = now
  }

  /// A relative change can be computed now.
  private mutating func resolvePendingChange(_ read: DisplayLevel) {
    guard let change = pendingChange, case .answering = link, let scale = ability.scale else {
      return
    }
    pendingChange = nil
    let level =
      switch change.request.change {
      case .percent(let percent): scale.level(percent)
      case .raw(let raw): scale.level(exactly: raw)
      case .relative(let hundredths):
        scale.level(
          adding: hundredths, to: goal?.progress == .requested ? goal?.level(scale) ?? read : read)
      }
    setGoal((level.percent, level.raw), change.request, change.waiters)
  }

  /// The display has what nobody here asked for: its level is the newest goal.
  mutating func found(_ read: DisplayLevel) {
    losesTrust()
    confirm(read)
    endCeilings(below: read.percent)
    goal = Goal(
      percent: read.percent, raw: read.raw, source: .external, requested: now, progress: .reached)
    fallback = nil
    series = nil
    answer(take(&waiters), .taken(false))
    publish(read, .external)
    // A ceiling that is newer than the reading still counts.
    if let scale = ability.scale,
      ceilings.values.contains(where: { $0.path.level(at: now, scale).raw < read.raw })
    {
      goal?.progress = .resuming(.ceiling)
    }
  }
}

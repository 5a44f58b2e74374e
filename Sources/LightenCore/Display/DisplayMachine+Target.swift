/// The level that a display should have now, and who waits for it.
extension DisplayMachine {
  /// The level that the display should have at a moment: the lowest of the goal's way and all
  /// ceilings, within the limits.
  func target(at moment: Instant) -> DisplayLevel? {
    guard let scale = ability.scale, let goal else { return nil }
    var lowest = goalLevel(goal, at: moment, scale)
    for ceiling in ceilings.values where !DeliberateFault.ignoresCeilings.isActive {
      let level = ceiling.path.level(at: moment, scale)
      if level.raw < lowest.raw { lowest = level }
    }
    return rules.clamp(lowest, scale)
  }

  private func goalLevel(_ goal: Goal, at moment: Instant, _ scale: BrightnessScale)
    -> DisplayLevel
  {
    if case .ramp(let path) = goal.approach, moment < path.end {
      return path.level(at: moment, scale)
    }
    return goal.level(scale)
  }

  /// Whether a fade or a ceiling is on its way.
  var isMoving: Bool {
    if case .ramp? = goal?.approach { return true }
    return ceilings.values.contains { now < $0.path.end }
  }

  /// Whether a value of the monitor's is as good as a level: equal, or what it makes of that.
  func matches(_ raw: Int, _ wanted: DisplayLevel) -> Bool {
    if raw == wanted.raw { return true }
    guard let adjustment, adjustment.isProven, now < adjustment.until else { return false }
    return adjustment.written == wanted.raw && adjustment.result == raw
  }

  /// Why a write changes the level.
  func cause(_ goal: Goal, _ level: DisplayLevel, _ scale: BrightnessScale) -> LevelCause {
    switch goal.progress {
    case .resuming(.restore): return .restore
    case .resuming(.ceiling): return .ceiling
    case .requested, .resuming(.repetition), .reached:
      let isCapped = level.raw < rules.clamp(goalLevel(goal, at: now, scale), scale).raw
      if isCapped, ceilings.values.contains(where: { now < $0.path.end }) { return .ceiling }
      return goal.source == .external ? .external : .goal(goal.source)
    }
  }

  // MARK: Ceilings

  mutating func setCeiling(_ id: Ceiling.ID, _ percent: Percent?, over fade: Duration) {
    let fade = min(max(fade, .zero), Fade.longest)
    let before = target(at: now)
    let start = ceilings[id].flatMap { old in
      ability.scale.map { old.path.level(at: now, $0).percent } ?? old.path.to
    }
    if let percent {
      let from = start ?? max(before?.percent ?? goal?.percent ?? .all, percent)
      let duration = from == percent ? .zero : fade
      ceilings[id] = Ceiling(path: Path(from: from, to: percent, start: now, duration: duration))
    } else if let start {
      let end = goal?.percent ?? .all
      ceilings[id] = Ceiling(
        path: Path(
          from: start, to: max(end, start), start: now,
          duration: end > start ? fade : .zero), isEnding: true)
    }
    if DeliberateFault.takesCeilingsForGoals.isActive, let percent { goal?.percent = percent }
    dropEndedCeilings()
    nextStep = now
    resumeForCeilings(before)
  }

  /// A ceiling that came or went is a reason to write where the level that is shown changes.
  mutating func resumeForCeilings(_ before: DisplayLevel?) {
    if goal?.progress == .reached, isMoving || target(at: now)?.raw != before?.raw {
      goal?.progress = .resuming(.ceiling)
    }
  }

  /// A person who wants more than a ceiling allows, now or at its end, ends it. What was read before
  /// the ceiling was set is older than the ceiling.
  mutating func endCeilings(below percent: Percent) {
    ceilings = ceilings.filter { _, ceiling in
      if let readingTime, ceiling.path.start >= readingTime { return true }
      let present = ability.scale.map { ceiling.path.level(at: now, $0).percent }
      return min(present ?? ceiling.end, ceiling.end) >= percent
    }
  }

  mutating func dropEndedCeilings() {
    ceilings = ceilings.filter { !($0.value.isEnding && now >= $0.value.path.end) }
  }
}

/// What people, policies and the system want of a display.
extension DisplayMachine {
  // MARK: Levels

  mutating func request(_ request: LevelRequest, _ token: Token?) {
    let caller = token.map { [Waiter(token: $0, condition: .nextWrite)] } ?? []
    guard mayReplaceGoal(request.source) else { return answer(caller, .taken(false)) }
    giveAllPatience()
    guard let level = resolve(request.change) else {
      return keepForReading(request, caller)
    }
    setGoal(level, request, caller)
  }

  /// Whether a request of this source replaces the present goal: a person's always does, and a
  /// policy's where it does not overrule a person.
  private func mayReplaceGoal(_ source: Goal.Source) -> Bool {
    switch source {
    case .client, .external, .restore: return true
    case .light(let since):
      guard case .answering = link, case .brightness = ability, !dropsWrites, waiters.isEmpty
      else { return false }
      guard let goal else { return true }
      return goal.progress == .reached && !(goal.source.isPerson && goal.requested >= since)
    case .profile(let since):
      guard !dropsWrites else { return false }
      guard let goal, goal.source.isPerson else { return true }
      return goal.requested < since
    }
  }

  /// The level that a request names; nil where the display has to be read first.
  private func resolve(_ change: LevelRequest.Change) -> (percent: Percent, raw: Int?)? {
    switch change {
    case .percent(let percent): return (percent, nil)
    case .raw(let raw):
      guard let level = ability.scale?.level(exactly: raw) else { return nil }
      return (level.percent, level.raw)
    case .relative(let hundredths):
      guard let scale = ability.scale else {
        return keptPercent.map {
          (Percent(hundredths: Int($0.hundredths) + hundredths), nil)
        }
      }
      guard let base = base(scale) else { return nil }
      let level = scale.level(adding: hundredths, to: base)
      return (level.percent, level.raw)
    }
  }

  /// What a relative change counts from: a goal that is kept or being restored; during a fade the
  /// last step; under a ceiling the level that is shown; else what the display has.
  private func base(_ scale: BrightnessScale) -> DisplayLevel? {
    guard case .answering = link else { return keptPercent.map { scale.level($0) } }
    guard let goal else { return ability.belief.level }
    if case .ramp = goal.approach { return lastStep }
    switch goal.progress {
    case .requested, .resuming(.restore), .resuming(.repetition): return target(at: Self.future)
    case .resuming(.ceiling): return lastStep
    case .reached:
      // The goal's own number, where the hardware is too coarse to tell it from another.
      let target = target(at: now)
      return target?.raw == ability.belief.level?.raw ? target : ability.belief.level
    }
  }

  /// When every fade is over.
  private static let future = Instant.seconds(1 << 40)

  /// The last level that was written, also one without an answer.
  var lastStep: DisplayLevel? {
    if case .busy(let transfer) = wire, !transfer.isOvertaken, let level = transfer.level {
      return level
    }
    return ability.belief.last
  }

  /// The goal of a display that is away, where it will be written at the return.
  private var keptPercent: Percent? {
    guard let goal else { return nil }
    if DeliberateFault.trustsTheLastLevel.isActive { return level?.percent }
    if case .requested = goal.progress { return goal.percent }
    return isAbsenceExplained && rules.restores ? goal.percent : nil
  }

  /// A change that cannot be computed yet waits for a reading; changes add up.
  private mutating func keepForReading(_ request: LevelRequest, _ caller: [Waiter]) {
    var request = request
    if case .relative(let more) = request.change,
      case .relative(let earlier)? = pendingChange?.request.change
    {
      request.change = LevelRequest.Change.relative(more + earlier).bounded
    }
    pendingChange = (request, (pendingChange?.waiters ?? []) + caller)
    if case .suspended = link { answerWaiters(with: suspendedError) }
  }

  mutating func setGoal(
    _ level: (percent: Percent, raw: Int?), _ request: LevelRequest, _ caller: [Waiter]
  ) {
    let start = ability.scale.flatMap { fadeStart($0) }
    keepFallback()
    goal = Goal(
      percent: level.percent, raw: level.raw, source: request.source, requested: now,
      progress: .requested)
    if DeliberateFault.clampsTheGoal.isActive {
      goal?.percent = min(max(level.percent, rules.minimum), rules.maximum)
    }
    if request.source.isPerson { endCeilings(below: level.percent) }
    failedSteps = 0
    var callers = caller
    if request.fade > .zero { approach(over: request.fade, from: start, &callers) }
    waiters += callers + (pendingChange?.waiters ?? [])
    pendingChange = nil
    if case .suspended = link {
      if DeliberateFault.keepsNothingInSleep.isActive { goal = fallback ?? goal }
      return answerWaiters(with: suspendedError)
    }
    if case .answering = link { checkWhetherReached(request.source) }
  }

  /// A fade starts where the display is, or at the level that it is about to have.
  private func fadeStart(_ scale: BrightnessScale) -> Percent? {
    if let goal, case .direct = goal.approach, goal.progress != .reached {
      return target(at: now)?.percent
    }
    return lastStep?.percent
  }

  private mutating func approach(
    over fade: Duration, from start: Percent?, _ callers: inout [Waiter]
  ) {
    guard let end = goal?.percent else { return }
    switch link {
    case .answering:
      guard ability.belief.level != nil || isWriting, let start else {
        goal?.approach = .delayed(fade)
        break
      }
      guard let scale = ability.scale,
        rules.clamp(scale.level(start), scale).raw != rules.clamp(scale.level(end), scale).raw
      else { return }
      goal?.approach = .ramp(Path(from: start, to: end, start: now, duration: fade))
      nextStep = now
    case .silent(_, _, .unexplained): goal?.approach = .delayed(fade)
    case .probing, .silent, .suspended, .gone: return
    }
    callers = callers.map { Waiter(token: $0.token, condition: .end) }
    // Who waited for an earlier goal waits for the first step of this one, not for its end.
    waiters = waiters.map { Waiter(token: $0.token, condition: .nextWrite, failures: $0.failures) }
  }

  /// Before a new goal: what was kept and not reached counts again if the new one fails.
  private mutating func keepFallback() {
    guard var earlier = goal else { return }
    earlier.approach = .direct
    let isKept = waiters.isEmpty && !isWritingForCallers
    switch earlier.progress {
    case .requested, .resuming(.restore): if isKept { fallback = earlier }
    case .resuming, .reached:
      fallback = nil
      let hasNoControl = if case .none = ability { true } else { false }
      if hasNoControl || isAbsenceExplained && rules.restores {
        earlier.progress = .resuming(.restore)
        fallback = earlier
      }
    }
  }

  /// A request for the level that the display is known to have sends nothing; where that is not
  /// certain any more, the display is read first.
  private mutating func checkWhetherReached(_ source: Goal.Source) {
    guard goal?.approach == .direct, !isMoving, !isWriting, let target = target(at: now),
      let since = ability.belief.since, let present = ability.belief.level,
      matches(present.raw, target)
    else { return }
    // A policy that changes nothing needs no certainty, unless a caller waits for an earlier goal.
    let isAwaited = if case .client = source { true } else { waiters.count > 1 }
    guard isAwaited, rules.reports == .none else { return reached() }
    guard now - since < times.freshness || DeliberateFault.neverDoubts.isActive else {
      return ability.belief = ability.belief.doubted
    }
    assertLevel(present)
    reached()
  }

  /// Somebody was told that the display has this level: one read follows.
  mutating func assertLevel(_ present: DisplayLevel) {
    guard let source = goal?.source else { return }
    if series == nil {
      series = WriteSeries(before: present.raw, write: present.raw, for: source)
      series?.phase = .waiting(until: now + times.readBack)
    }
    series?.isAsserted = true
  }

  /// The display says by itself that its level is another one.
  mutating func reported(_ raw: Int) {
    guard let level = ability.scale?.level(exactly: raw, remembered: goal?.percent) else {
      // Nobody knows what it means yet, but the reading under way may be older.
      return overtake()
    }
    switch link {
    case .suspended, .gone: return
    case .probing, .silent:
      // Like a request: it is written where the display has another level once it answers.
      fallback = nil
      goal = Goal(
        percent: level.percent, raw: level.raw, source: .external, requested: now,
        progress: .requested)
      series = nil
      ability.belief = .unknown(last: level)
      overtake()
      answer(take(&waiters) + (pendingChange?.waiters ?? []), .taken(false))
      pendingChange = nil
    case .answering:
      if isWriting {
        guard case .busy(let transfer) = wire, transfer.work != .write(level.raw) else { return }
      } else if level.raw == ability.belief.level?.raw {
        return
      }
      overtake()
      answer(pendingChange?.waiters ?? [], .taken(false))
      pendingChange = nil
      found(level)
    }
  }

  /// Nobody knows which came last, a report or what is under way: the display is read when a write is
  /// over, and what a read brings is older than the report.
  private mutating func overtake() {
    guard case .busy(var transfer) = wire else { return }
    transfer.isOvertaken = !DeliberateFault.ignoresReports.isActive
    wire = .busy(transfer)
  }

  // MARK: Reading and features

  mutating func refresh(_ token: Token?) {
    if case .suspended = link { return answer(token.map { [$0] } ?? [], .failed(suspendedError)) }
    giveAllPatience()
    queue.add(.read, token.map { [Waiter(token: $0, condition: .nextWrite)] } ?? [])
  }

  mutating func lookAgain() {
    if case .suspended = link { return }
    if case .answering = link, case .brightness = ability { return }
    giveAllPatience()
    queue.add(.read)
  }

  /// Somebody wants the display: it is asked with all the patience that there is.
  private mutating func giveAllPatience() {
    switch link {
    case .silent(let error, _, let absence):
      link = .silent(error, Retries(backOff: times.retries.backOff, next: .asking), absence)
      if !isReading { queue.add(.read) }
    case .probing(var retries):
      retries.next = .asking
      link = .probing(retries)
      if !isReading { queue.add(.read) }
    case .answering, .suspended, .gone: break
    }
  }

  mutating func request(_ work: FeatureWork, _ token: Token) {
    if case .suspended = link { return answer([token], .failed(suspendedError)) }
    if work == .capabilities, let text = features.capabilities {
      return answer([token], .text(text))
    }
    if features.refuses(work, at: now) {
      return answer(
        [token], .failed(DisplayError(.unresponsive, "The monitor hung when it was last asked.")))
    }
    queue.add(.feature(work), [Waiter(token: token, condition: .nextWrite)])
  }
}

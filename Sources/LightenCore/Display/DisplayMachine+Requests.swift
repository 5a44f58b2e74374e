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
          (Percent(hundredths: Int($0.hundredths) + min(max(hundredths, -10_000), 10_000)), nil)
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
  private var lastStep: DisplayLevel? {
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

  /// Whether our goal wins when the display is back.
  var isAbsenceExplained: Bool {
    switch link {
    case .probing, .suspended: true
    case .silent(_, _, let absence): absence == .explained
    case .answering, .gone: false
    }
  }

  /// A change that cannot be computed yet waits for a reading; changes add up.
  private mutating func keepForReading(_ request: LevelRequest, _ caller: [Waiter]) {
    var request = request
    if case .relative(let more) = request.change,
      case .relative(let earlier)? = pendingChange?.request.change
    {
      request.change = .relative(min(max(more, -10_000), 10_000) + earlier)
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
      if isAbsenceExplained, rules.restores {
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
  private mutating func assertLevel(_ present: DisplayLevel) {
    guard let source = goal?.source else { return }
    if series == nil {
      series = WriteSeries(before: present.raw, write: present.raw, for: source)
      series?.phase = .waiting(until: now + times.readBack)
    }
    series?.isAsserted = true
  }

  // MARK: Ceilings

  mutating func setCeiling(_ id: Ceiling.ID, _ percent: Percent?, over fade: Duration) {
    let before = target(at: now)
    let start = ceilings[id].flatMap { old in
      ability.scale.map { old.path.level(at: now, $0).percent } ?? old.path.to
    }
    if let percent {
      let from = start ?? max(before?.percent ?? goal?.percent ?? .all, percent)
      let duration = from == percent ? .zero : max(fade, .zero)
      ceilings[id] = Ceiling(path: Path(from: from, to: percent, start: now, duration: duration))
    } else if let start {
      let end = goal?.percent ?? .all
      ceilings[id] = Ceiling(
        path: Path(
          from: start, to: max(end, start), start: now,
          duration: end > start ? max(fade, .zero) : .zero), isEnding: true)
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

  /// A person who wants more than a ceiling allows, now or at its end, ends it.
  mutating func endCeilings(below percent: Percent) {
    ceilings = ceilings.filter { _, ceiling in
      let present = ability.scale.map { ceiling.path.level(at: now, $0).percent }
      return min(present ?? ceiling.end, ceiling.end) >= percent
    }
  }

  mutating func dropEndedCeilings() {
    ceilings = ceilings.filter { !($0.value.isEnding && now >= $0.value.path.end) }
  }

  /// The display says by itself that its level is another one.
  mutating func reported(_ raw: Int) {
    guard let level = ability.scale?.level(exactly: raw, remembered: goal?.percent) else { return }
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
      answer(take(&waiters), .taken(false))
    case .answering:
      if isWriting {
        guard case .busy(let transfer) = wire, transfer.work != .write(level.raw) else { return }
      } else if level.raw == ability.belief.level?.raw {
        return
      }
      overtake()
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

  // MARK: Sleep, plugs

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

  /// Answers everybody who waits for the goal or for a relative change.
  mutating func answerWaiters(with error: DisplayError) {
    answer(take(&waiters), .failed(error))
    answer(pendingChange?.waiters.map(\.token) ?? [], .failed(error))
    pendingChange?.waiters = []
  }
}

import LightenCore

/// What must be true of a history at every moment. Each check says in its finding what is wrong.
struct HistoryChecks: Sendable {
  private(set) var findings: [String] = []
  private(set) var model: GoalModel
  private let isExact: Bool
  private var told: Int?
  private var isToldOpen = false
  private var isSettled = false
  private var suspension: Suspension = []
  /// What was acknowledged or read, and when; the newest last.
  private var evidence: [(raw: Int, time: Instant)] = []
  private var lastSuccess = Instant.seconds(-100)
  private var lastNews: Instant?
  private var failures: [Instant] = []
  private var stimuli: [Instant] = []
  private var fadeEnd = Instant.zero
  private var limits = [(Percent.none, Percent.all)]
  private var hasRefused = false
  private var hangs: Set<Int> = []
  private var hadCeilings = false
  /// Whether access was denied although it may come a moment late.
  private var isDenied = false
  private var lastReturn = Instant.zero
  /// What a relative change must make of the goal.
  private var expected: Percent?
  private var isReadOvertaken = false
  private var wasCertain = true
  private var healed: Instant?
  private var firstAnswer: Instant?

  init(_ history: History) {
    model = GoalModel(saved: history.saved.map { Percent($0) })
    isExact = history.monitor.shape == .exact
  }

  mutating func find(_ finding: String, at now: Instant) {
    findings.append("\(now): \(finding)")
  }

  // MARK: Actions

  mutating func before(_ action: HistoryAction, _ player: HistoryPlayer) {
    stimuli.append(player.now)
    switch action {
    case .suspend(let reason):
      suspension.formUnion(reason)
      fadeEnd = .zero
      model.suspended()
    case .resume(let reason):
      (hangs, fadeEnd, lastReturn) = ([], .zero, player.now)
      suspension.subtract(reason)
      model.suspended()
      if !suspension.isEmpty { return }
    case .replace:
      (hangs, fadeEnd) = ([], .zero)
      model.suspended()
      model.leaveOpenIfWriting()
    case .restores(let restores): model.restores = restores
    case .lightLevel(let percent): model.lightLevel = percent.map { Percent($0) }
    case .range: if !player.monitor.reports { model.changedRange(saved: player.machine.saved) }
    case .denials, .refusedWrites: model.leaveOpen()
    case .fault(.failed, _), .fault(.unsupported, _), .fault(.permissionDenied, _):
      model.leaveOpen()
    case .limits(let low, let high): limits.append((Percent(low), Percent(high)))
    case .ceiling: hadCeilings = true
    case .setRaw, .add, .light, .profile:
      wasCertain = model.isCertain
      expected = nil
      if case .add(let points) = action {
        expected = model.afterAdding(
          points * 100, maximum: player.machine.rawMaximum,
          underCeiling: !player.machine.ceilings.isEmpty)
      }
      model.leaveOpen()
    case .set(let percent), .fade(let percent, _):
      model.requested(Percent(percent), byPerson: true, at: player.now)
      if case .silent(let error, _, _) = player.machine.link, error.code == .hung {
        hangs.insert(player.calls.count)
      }
      if limits.count > 3 { limits.removeFirst(limits.count - 3) }
      fadeEnd = player.now
      if case .fade(_, let time) = action { fadeEnd += .milliseconds(time) }
    default: break
    }
  }

  mutating func after(_ action: HistoryAction, _ player: HistoryPlayer) {
    switch action {
    case .setRaw, .add:
      let saved = player.machine.saved
      if let expected, saved != expected, limits.count == 1 {
        find(
          "\(action) makes \(saved?.hundredths ?? -1), not \(expected.hundredths)", at: player.now)
      }
      if let saved { model.requested(saved, byPerson: true, at: player.now) }
      if player.calls.last?.answer == .taken(true) { model.reach() }
      if expected == nil { model.leaveOpen() }
    case .light(let percent), .profile(let percent):
      if wasCertain { model.isSure() }
      if player.calls.last?.answer == .taken(false) { return }
      if case .light = action, model.isPersons, !model.isReached, model.isCertain,
        model.absence == nil
      {
        find("the light replaced what a person wants", at: player.now)
      }
      let isReached = player.calls.last?.answer == .taken(true)
      model.requested(
        Percent(percent), byPerson: false, changesNothing: isReached, at: player.now)
      if isReached { model.reach() }
    case .restart: suspension = []
    default: break
    }
  }

  mutating func pressed(_ raw: Int, _ player: HistoryPlayer) {
    if player.monitor.reports {
      evidence.append((raw, player.now))
      isReadOvertaken = model.absence == nil
    }
    model.pressed(
      raw, isReported: player.monitor.reports, isSuspended: !suspension.isEmpty,
      hasScale: player.machine.rawMaximum != nil)
  }

  mutating func restarted(saved: Percent?) {
    model.restarted(saved: saved)
    (told, isSettled, suspension) = (nil, false, [])
  }

  // MARK: Transfers

  mutating func started(_ work: Work, isBusy: Bool, _ player: HistoryPlayer) {
    if isBusy { find("two transfers at a time", at: player.now) }
    if !suspension.isEmpty { find("a transfer while the computer sleeps", at: player.now) }
    isReadOvertaken = false
    guard case .write(let raw) = work else { return }
    if model.isKnown, model.known == raw {
      find("a write of \(raw), which the monitor has", at: player.now)
    }
    model.began(write: raw, at: player.now)
  }

  mutating func landed(
    _ work: Work, _ result: Result<Reply, TransferError>, _ player: HistoryPlayer
  ) {
    let now = player.now
    if case .success = result {
      lastSuccess = now
      model.succeeded()
      if healed != nil, firstAnswer == nil { firstAnswer = now }
    }
    switch (work, result) {
    case (.write(let raw), .success):
      evidence.append((raw, now))
      if player.monitor.raw != player.monitor.level(of: raw) {
        let isTrusted =
          if case .answering(.trusted) = player.machine.link { true } else { false }
        model.dropped(isTrusted: isTrusted)
        lastNews = now
      }
      if hadCeilings, model.absence != nil { model.leaveOpen() }
      model.wrote(raw, at: now, target: target(player)?.raw, isFading: now < fadeEnd)
    case (.write(let raw), .failure(let error)):
      failures.append(now)
      model.writeFailed(raw, error.code, isFading: now < fadeEnd, at: now)
    case (.read, .success(.value(let raw, _))):
      evidence.append((raw, now))
      if isReadOvertaken {
        isReadOvertaken = false
        return
      }
      if suspension.isEmpty {
        model.read(
          raw, target: target(player)?.raw, isExact: isExact, isCurrent: raw == player.monitor.raw,
          isFading: now < fadeEnd + .milliseconds(300),
          isAwaited: player.calls.contains { $0.answer == nil && $0.action.isLevel }, at: now)
      }
    case (.read, .failure(let error)):
      isDenied =
        error.code == .permissionDenied && now - lastReturn < player.machine.times.accessGrace
        && player.machine.state != .unsupported
      failures.append(now)
      model.readFailed(error.code, at: now)
    case (.feature, .failure(let error)):
      failures.append(now)
      model.featureFailed(error.code)
    default: break
    }
    if evidence.count > 200 { evidence.removeFirst(100) }
    bound(now)
  }

  /// Transfers to a monitor that does not answer are few.
  private mutating func bound(_ now: Instant) {
    failures.removeAll { now - $0 > .seconds(60) }
    stimuli.removeAll { now - $0 > .seconds(60) }
    if failures.count > 30 + 6 * stimuli.count {
      find("\(failures.count) failed transfers in a minute", at: now)
    }
  }

  /// What the display should have by the model: under limits and ceilings.
  private func target(_ player: HistoryPlayer) -> DisplayLevel? {
    targets(player).last
  }

  private func targets(_ player: HistoryPlayer) -> [DisplayLevel] {
    guard let want = model.want else { return [] }
    let scale = BrightnessScale(rawMaximum: player.monitor.maximum)
    var level: DisplayLevel
    switch want {
    case .share(let percent): level = scale.level(percent)
    case .raw(let raw): level = scale.level(exactly: raw)
    }
    for ceiling in player.machine.ceilings.values {
      let cap = scale.level(ceiling.end)
      if cap.raw < level.raw { level = cap }
    }
    return [level]
      + limits.map { low, high in
        if level.raw < scale.raw(low) { return scale.level(low) }
        return level.raw > scale.raw(high) ? scale.level(high) : level
      }
  }

  // MARK: Effects

  mutating func order(_ effects: [DisplayMachine.Effect], at now: Instant) {
    var last = 0
    for effect in effects {
      let rank =
        switch effect {
        case .tell: 0
        case .answer: 1
        case .start, .checkStandby: 2
        }
      if rank < last { find("effects in the wrong order", at: now) }
      last = rank
    }
  }

  mutating func told(_ fact: DisplayMachine.Fact, _ machine: DisplayMachine, at now: Instant) {
    switch fact {
    case .settled:
      isSettled = true
      told = machine.level?.raw
    // The level on the new scale is part of it.
    case .ability: (told, isToldOpen) = (nil, true)
    case .level(let level, _):
      if level.raw == told { find("a level was announced twice", at: now) }
      if level.raw != model.known { find("\(level.raw) was announced, and nobody saw it", at: now) }
      told = level.raw
    default: break
    }
  }

  mutating func answered(
    _ token: Token, _ answer: DisplayMachine.Answer, _ player: HistoryPlayer
  ) {
    let (call, now) = (player.calls[token.number], player.now)
    if call.answer != nil { find("call \(token.number) was answered twice", at: now) }
    var bound: Duration = .seconds(20)
    if case .fade(_, let time) = call.action { bound += .milliseconds(time) }
    if hangs.contains(token.number), lastSuccess < call.time { bound = .seconds(6) }
    if now - call.time > bound {
      find("\(call.action) was answered after \(now - call.time)", at: now)
    }
    let isLast = !player.calls[(token.number + 1)...].contains { $0.action.isLevel }
    if isLast, case .fade = call.action { fadeEnd = .zero }
    switch answer {
    case .taken(true):
      checkTrue(call, token, player)
      let later = player.calls[(token.number + 1)...]
      if !later.contains(where: { $0.action.isLevel && $0.answer != .taken(false) }) {
        model.reach()
      }
    case .failed(let error):
      if call.action.isLevel, error.code != .asleep, error.code != .unresponsive,
        error.code != .gone, suspension.isEmpty
      {
        model.leaveOpen()
      }
    default: break
    }
  }

  /// *True* means that the monitor acknowledged that value or a later one after the call, or was
  /// known to have it less than two seconds before.
  private mutating func checkTrue(
    _ call: HistoryPlayer.Call, _ token: Token, _ player: HistoryPlayer
  ) {
    guard let maximum = player.machine.rawMaximum, !hadCeilings, isExact else { return }
    let scale = BrightnessScale(rawMaximum: maximum)
    let later = player.calls[token.number...].filter { $0.action.isLevel }
    var values: [Int] = []
    for other in later {
      switch other.action {
      case .set(let percent), .light(let percent), .profile(let percent):
        values.append(scale.raw(Percent(percent)))
      default: return
      }
    }
    let since = player.monitor.reports ? .zero : call.time - player.machine.times.freshness
    let isProven = evidence.contains { proof in
      proof.time >= since
        && values.contains { value in
          limits.contains { low, high in
            proof.raw == min(max(value, scale.raw(low)), scale.raw(max(low, high)))
          }
        }
    }
    let isOld = if case .set = call.action { false } else { true }
    if !isProven, !isOld, maximum == player.monitor.maximum {
      find("\(call.action) was answered true, and the monitor never had it", at: player.now)
    }
  }

  // MARK: After each event

  struct Snapshot {
    let state: DisplayState
  }

  func snapshot(_ machine: DisplayMachine) -> Snapshot { Snapshot(state: machine.state) }

  mutating func handled(
    _ event: DisplayMachine.Event, _ before: Snapshot, _ player: HistoryPlayer
  ) {
    let machine = player.machine
    if isToldOpen { (told, isToldOpen) = (machine.level?.raw, false) }
    if machine.isSettled, machine.link != .gone, machine.level?.raw != told {
      find(
        "the level is \(machine.level?.raw ?? -1), and everybody heard \(told ?? -1)",
        at: player.now)
      told = machine.level?.raw
    }
    checkSaved(event, player)
    if machine.state == .unsupported, before.state == .ready, model.deniedTimes == 1,
      case .finished(_, .failure(let error)) = event, error.code == .unsupported
    {
      find("one denial ended the control", at: player.now)
    }
    if isDenied, machine.state == .unsupported {
      find("a denial in the first seconds ended the control", at: player.now)
    }
  }

  /// The level that would be saved is the goal, at every moment.
  private mutating func checkSaved(_ event: DisplayMachine.Event, _ player: HistoryPlayer) {
    guard model.isCertain, isExact, let want = model.want, player.machine.link != .gone else {
      return
    }
    guard let saved = player.machine.saved else {
      return find("nothing would be saved", at: player.now)
    }
    let isSame =
      switch want {
      case .share(let percent): saved == percent
      case .raw(let raw):
        player.machine.rawMaximum.map {
          BrightnessScale(rawMaximum: $0).raw(saved) == raw || $0 != player.monitor.maximum
            || $0 > 10_000
        } ?? true
      }
    if !isSame {
      find("\(saved.hundredths) would be saved, and \(want) is the goal", at: player.now)
    }
  }

  // MARK: The end

  mutating func healed(at now: Instant) { healed = now }

  /// The faults are over: the monitor has the newest goal, and the service reports exactly that.
  mutating func atRest(_ player: HistoryPlayer) {
    let (machine, monitor, now) = (player.machine, player.monitor, player.now)
    if machine.state != .ready { return find("at rest it is \(machine.state)", at: now) }
    if machine.level?.raw != monitor.raw {
      find("at rest it says \(machine.level?.raw ?? -1), and has \(monitor.raw)", at: now)
    }
    if machine.rawMaximum != monitor.maximum { find("at rest it has another scale", at: now) }
    if machine.wire != .free || machine.nextDeadline != nil {
      find("at rest something is left to be done: \(machine.deadlines)", at: now)
    }
    // New limits alone write nothing, also where a ceiling ends.
    guard model.isCertain, !(hadCeilings && limits.count > 1) else { return }
    let wanted = targets(player).map { monitor.level(of: $0.raw) }
    if !wanted.contains(monitor.raw), !wanted.isEmpty {
      find("at rest it has \(monitor.raw), and \(wanted) is the goal", at: now)
    }
  }

  mutating func ended(_ player: HistoryPlayer) {
    for (number, call) in player.calls.enumerated() where call.answer == nil {
      var bound: Duration = .seconds(20)
      if case .fade(_, let time) = call.action { bound += .milliseconds(time) }
      if player.now - call.time > bound {
        find("call \(number), \(call.action), was never answered", at: player.now)
      }
    }
  }
}

extension HistoryAction {
  /// Whether somebody wants a level and waits for it.
  var isLevel: Bool {
    switch self {
    case .set, .setRaw, .add, .fade, .light, .profile: true
    default: false
    }
  }
}

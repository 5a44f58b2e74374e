import LightenCore

/// What must be true of a history at every moment. Each check says in its finding what is wrong.
struct HistoryChecks: Sendable {
  private(set) var findings: [String] = []
  var model: GoalModel
  let isExact: Bool
  var told: Int?
  var isToldOpen = false
  var isSettled = false
  var suspension: Suspension = []
  /// What was acknowledged or read, and when; the newest last.
  var evidence: [(raw: Int, time: Instant)] = []
  var lastSuccess = Instant.seconds(-100)
  var lastNews: Instant?
  var failures: [Instant] = []
  var stimuli: [Instant] = []
  var sent: [Instant] = []
  var hadFades = false
  var hadPress = false
  var fadeEnd = Instant.zero
  var limits = [(Percent.none, Percent.all)]
  var hasRefused = false
  var hangs: Set<Int> = []
  var hadCeilings = false
  /// Whether access was denied although it may come a moment late.
  var isDenied = false
  var lastReturn = Instant.zero
  /// What a relative change must make of the goal.
  var expected: Percent?
  var isReadOvertaken = false
  var wasCertain = true
  var healed: Instant?
  var firstAnswer: Instant?

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
    case .limits(let low, let high):
      if !model.isReached { model.leaveOpen() }
      limits.append((Percent(low), Percent(high)))
    case .ceiling:
      hadCeilings = true
      if !model.isReached { model.leaveOpen() }
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
      if case .fade(_, let time) = action {
        hadFades = true
        // A monitor that is away gets one write; one without control fades once it has it again.
        if player.machine.level == nil { model.leaveOpen() }
        let isAway = if case .answering = player.machine.link { false } else { true }
        if model.absence != .explained || !isAway { fadeEnd += .milliseconds(time) }
      }
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
    hadPress = true
    if player.monitor.reports {
      evidence.append((raw, player.now))
      isReadOvertaken = suspension.isEmpty
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
    sent.append(player.now)
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
          isFading: fadeEnd > .zero && now < fadeEnd + .milliseconds(300),
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
  mutating func bound(_ now: Instant) {
    failures.removeAll { now - $0 > .seconds(60) }
    stimuli.removeAll { now - $0 > .seconds(60) }
    sent.removeAll { now - $0 > .seconds(60) }
    // Each step of a fade is a transfer that somebody wants.
    if sent.count > 60 + 10 * stimuli.count, !hadFades, !hadCeilings {
      find("\(sent.count) transfers in a minute", at: now)
    }
    if failures.count > 30 + 6 * stimuli.count {
      find("\(failures.count) failed transfers in a minute", at: now)
    }
  }

  /// What the display should have by the model: under limits and ceilings.
  func target(_ player: HistoryPlayer) -> DisplayLevel? {
    targets(player).last
  }

  func targets(_ player: HistoryPlayer) -> [DisplayLevel] {
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
}

import LightenCore

/// Checks of what the machine says: facts and answers.
extension HistoryChecks {
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
    let isLast = !player.calls[(token.number + 1)...].contains {
      $0.action.isLevel && $0.answer != .taken(false)
    }
    if isLast, case .fade = call.action { fadeEnd = .zero }
    switch answer {
    case .taken(true):
      checkTrue(call, token, player)
      if call.time == now { model.assert() }
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
    // What was dropped twice may be taken for what the monitor makes of the value.
    guard let maximum = player.machine.rawMaximum, !hadCeilings, isExact, model.allDrops < 2
    else { return }
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

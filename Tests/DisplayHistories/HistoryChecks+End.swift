import LightenCore

/// Checks of how a history ends.
extension HistoryChecks {
  mutating func healed(at now: Instant) { healed = now }

  /// The time from the monitor's first answer to the newest goal: one read, one write, and what is
  /// left of the wait before a read-back, which is longer for a monitor that lost a write just before.
  var timeToGoal: Duration {
    let hasLost = lastNews.map { news in healed.map { $0 - news < .seconds(10) } ?? false } ?? false
    return hasLost ? .seconds(6) : .seconds(2)
  }

  /// Shortly after a monitor that was away answers, it has the newest goal, and the service says so.
  mutating func hasReturned(_ player: HistoryPlayer) {
    let (machine, monitor) = (player.machine, player.monitor)
    guard model.isCertain, model.hasSeenAll, isExact, !hadCeilings, limits.count == 1,
      player.now > fadeEnd
    else { return }
    let wanted = targets(player).map(\.raw)
    if machine.level?.raw != monitor.raw || !isOne(of: wanted, monitor) {
      find(
        "\(timeToGoal) after its first answer it has \(monitor.raw), \(wanted) is the goal, and "
          + "the service says \(machine.level?.raw ?? -1)", at: player.now)
    }
  }

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
    // Dropped writes to a pressed level look like what the monitor makes of them.
    if hadPress, model.allDrops > 1 { return }
    let wanted = targets(player).map { monitor.level(of: $0.raw) }
    if !isOne(of: wanted, monitor), !wanted.isEmpty {
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

  /// A share is exact to a hundredth of a percent, which is several values on a very fine scale.
  private func isOne(of wanted: [Int], _ monitor: SimulatedMonitor) -> Bool {
    wanted.contains { abs($0 - monitor.raw) <= monitor.maximum / 10_000 }
  }
}

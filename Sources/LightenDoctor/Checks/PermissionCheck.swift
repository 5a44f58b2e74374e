/// Whether the user may open the monitor's I2C bus, and if not, what would let him.
enum PermissionCheck: MonitorCheck {
  private static let group = "i2c"
  private static let rulePath = "/etc/udev/rules.d/60-lighten-i2c.rules"
  /// As in config/60-lighten-i2c.rules.
  private static let rule =
    "ACTION!=\"remove\", SUBSYSTEM==\"i2c-dev\", KERNEL==\"i2c-[0-9]*\", "
    + "ATTRS{class}==\"0x03*\", TAG+=\"uaccess\""
  private static let groupRule =
    "SUBSYSTEM==\"i2c-dev\", KERNEL==\"i2c-[0-9]*\", GROUP=\"\(group)\", MODE=\"0660\""

  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard let buses = monitor.buses, !monitor.isReady, !buses.contains(where: \.isAccessible),
      let bus = buses.first(where: \.hasNode)
    else { return nil }
    let (cause, commands) = explain(bus, facts)
    return Finding(
      "permission", .problem, monitor: monitor.label,
      "You may not open its bus \(bus.node): \(cause).", commands: commands)
  }

  private static func explain(_ bus: BusFacts, _ facts: Facts) -> (String, [String]) {
    if bus.group == group, facts.i2c.isMember {
      // Ending the session for the user could lose what is not saved.
      return ("you are in the group \(group), but only from your next login on: log out and in", [])
    }
    if facts.login.isAtSeat { return atSeat(bus, facts.i2c) }
    if case .session(let session) = facts.login, !session.seat.isEmpty {
      return (
        "it belongs to whoever's session is in the foreground, and yours is not",
        [Remedy.activate(session)]
      )
    }
    return byGroup(bus, facts.i2c)
  }

  private static func atSeat(_ bus: BusFacts, _ i2c: I2CFacts) -> (String, [String]) {
    let apply = Remedy.applyRules(to: "i2c-dev")
    if bus.isTagged {
      return ("udev has marked it for you, but logind has not handed it over", [apply])
    }
    if i2c.isRuleInstalled {
      return ("the udev rule that gives it to you is installed, but not applied to it yet", [apply])
    }
    return (
      "the udev rule is missing that gives it to whoever sits at the computer",
      [Remedy.write(rule, to: rulePath), apply]
    )
  }

  /// Over a network, or without logind: only a group helps.
  private static func byGroup(_ bus: BusFacts, _ i2c: I2CFacts) -> (String, [String]) {
    let cause =
      "udev gives it to whoever sits at the computer, and you have no session on a seat; "
      + "the group \(group) would let you, from your next login on"
    let join = "sudo usermod -aG \(group) \"$USER\""
    if bus.group == group { return (cause, [join]) }
    let make = i2c.isGroupKnown ? [] : ["sudo groupadd --system \(group)"]
    let path = "/etc/udev/rules.d/60-lighten-i2c-group.rules"
    let apply = "sudo udevadm control --reload && \(Remedy.reloadModule)"
    return (cause, make + [Remedy.write(groupRule, to: path), apply, join])
  }
}

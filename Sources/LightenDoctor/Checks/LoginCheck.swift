/// Whether logind lets the user change a panel's backlight. Only the session in the foreground of a
/// seat may (systemd's logind-session-dbus.c, SetBrightness).
enum LoginCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard case .backlight(let name, let path, false) = monitor.attachment,
      !facts.login.isAtSeat
    else { return nil }
    let (cause, commands) = explain(facts.login, path)
    return Finding(
      "login", .problem, monitor: monitor.label, "\(cause) may not change \(name).",
      commands: commands)
  }

  private static func explain(_ login: LoginFacts, _ path: String) -> (String, [String]) {
    switch login {
    case .unknown:
      return (
        "Neither logind nor elogind answers on the system bus, and without a session there you",
        ["sudo systemctl start systemd-logind"]
      )
    case .none:
      return (
        "You have no session in logind (log in at the computer's own screen), and without one you",
        []
      )
    case .session(let session) where session.seat.isEmpty:
      return (
        "Your session \(session.id) is not at the computer's own seat, and from outside you",
        // As a service of the user it counts to the session at the screen.
        ["systemctl --user restart lightend"]
      )
    case .session(let session):
      return (
        "Your session \(session.id) is in the background, and from there you",
        [Remedy.activate(session)]
      )
    }
  }
}

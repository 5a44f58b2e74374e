/// Whether the monitor answers, as the service has found out.
enum AnswerCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard let report = monitor.report, !monitor.isReady else { return nil }
    switch report.state {
    case "probing":
      return Finding(
        "answer", .advice, monitor: monitor.label,
        "It is being looked at; ask again in a moment.", commands: ["lighten doctor"])
    case "unresponsive":
      // Whoever has switched DDC/CI on in the menu need not wait for the next try.
      return Finding(
        "answer", .problem, monitor: monitor.label, report.reason, commands: ["lighten refresh"])
    case "asleep":
      return Finding("standby", .problem, monitor: monitor.label, report.reason)
    default:
      return Finding("unsupported", .problem, monitor: monitor.label, report.reason)
    }
  }
}

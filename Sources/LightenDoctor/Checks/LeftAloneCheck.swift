/// Whether the user wants the monitor left alone.
enum LeftAloneCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard monitor.isLeftAlone else { return nil }
    return Finding(
      "monitor", .well, monitor: monitor.label, "Left alone, as the config says.")
  }
}

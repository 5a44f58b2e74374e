/// A look at the system as a whole.
protocol Check {
  /// What it finds.
  static func findings(in facts: Facts) -> [Finding]
}

/// A look at one monitor.
protocol MonitorCheck {
  /// Why the monitor cannot be controlled; nil when this check does not know.
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding?
}

/// What the facts mean.
public struct Diagnosis: Sendable, Equatable {
  /// Everything that was found, in the order of the checks.
  public let findings: [Finding]

  private static var checks: [any Check.Type] {
    [
      ServiceCheck.self, ConfigurationCheck.self, StateCheck.self, WorkerCheck.self,
      LibraryCheck.self,
      RivalCheck.self, SensorCheck.self,
    ]
  }

  /// The first one that knows a cause is right: each may rely on those before it. A module that is
  /// not loaded, for example, is why there is no node.
  private static var monitorChecks: [any MonitorCheck.Type] {
    [
      LeftAloneCheck.self, DuplicateCheck.self, ModuleCheck.self, BusCheck.self,
      PermissionCheck.self, StandbyCheck.self, BacklightCheck.self, LoginCheck.self,
      AnswerCheck.self,
    ]
  }

  /// Examines the facts.
  public init(_ facts: Facts) {
    var findings = Self.checks.flatMap { $0.findings(in: facts) }
    if facts.monitors.isEmpty {
      findings.append(
        Finding(
          "monitor", .advice,
          "No monitor is connected; plug one in, and see that it is switched on."))
    }
    for monitor in facts.monitors {
      let cause = Self.monitorChecks.lazy.compactMap { $0.finding(monitor, in: facts) }.first
      findings.append(cause ?? Self.well(monitor))
    }
    self.findings = findings
  }

  /// Whether nothing is wrong.
  public var isHealthy: Bool { !findings.contains { $0.severity == .problem } }

  private static func well(_ monitor: MonitorFacts) -> Finding {
    Finding(
      "monitor", .well, monitor: monitor.label,
      monitor.report == nil ? "Nothing stands in its way." : "It can be controlled.")
  }
}

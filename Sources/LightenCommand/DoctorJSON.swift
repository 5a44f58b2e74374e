import LightenDoctor

/// A diagnosis as JSON; contrib/doc/schema documents its members.
enum DoctorJSON {
  /// The object, a finding a line.
  static func text(_ diagnosis: Diagnosis) -> String {
    let findings = diagnosis.findings.map { "  \(object($0).text)" }
    let list = findings.isEmpty ? "[]" : "[\n" + findings.joined(separator: ",\n") + "\n]"
    return "{\"healthy\": \(diagnosis.isHealthy), \"findings\": \(list)}\n"
  }

  private static func object(_ finding: Finding) -> JSON {
    .object([
      ("check", .string(finding.check)),
      ("severity", .string(finding.severity.rawValue)),
      ("monitor", finding.monitor.map(JSON.string) ?? .null),
      ("sentence", .string(finding.sentence)),
      ("commands", .array(finding.commands.map(JSON.string))),
    ])
  }
}

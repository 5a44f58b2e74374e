import LightenCore
import LightenDoctor

/// A diagnosis for people: what is well, a line each; then the rest, with the commands that mend it.
struct DoctorText {
  /// Whether the terminal shows colours.
  let isColored: Bool

  /// The text.
  func text(_ diagnosis: Diagnosis) -> String {
    var text = ""
    for finding in diagnosis.findings where finding.severity == .well { text += line(finding) }
    for severity in [Finding.Severity.problem, .advice] {
      for group in groups(diagnosis.findings.filter { $0.severity == severity }) {
        text += "\n" + group.map(line).joined()
        // Without a mark, so that a line can be copied as it is.
        text += group[0].commands.map { "    \($0.printable)\n" }.joined()
      }
    }
    return text
  }

  /// Findings that the same commands mend come together.
  private func groups(_ findings: [Finding]) -> [[Finding]] {
    var groups: [[Finding]] = []
    for finding in findings {
      let index = groups.firstIndex {
        !finding.commands.isEmpty && $0[0].commands == finding.commands
      }
      if let index { groups[index].append(finding) } else { groups.append([finding]) }
    }
    return groups
  }

  private func line(_ finding: Finding) -> String {
    let place = finding.monitor.map { "\($0): " } ?? ""
    return "\(mark(finding.severity)) \((place + finding.sentence).printable)\n"
  }

  private func mark(_ severity: Finding.Severity) -> String {
    let (word, color) =
      switch severity {
      case .well: ("ok      ", 32)
      case .advice: ("advice  ", 33)
      case .problem: ("problem ", 31)
      }
    return isColored ? "\u{1B}[\(color)m\(word)\u{1B}[0m" : word
  }
}

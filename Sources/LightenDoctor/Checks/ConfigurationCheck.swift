import LightenCore

/// Whether the config file is in order.
enum ConfigurationCheck: Check {
  private static let name = "config"

  static func findings(in facts: Facts) -> [Finding] {
    let configuration = facts.configuration
    if let failure = configuration.failure {
      return [
        Finding(
          name, .problem,
          "The config file \(configuration.path) cannot be read: \(failure.reason).",
          commands: [failure.command(for: configuration.path)])
      ]
    }
    guard !configuration.problems.isEmpty else {
      return configuration.isPresent
        ? [Finding(name, .well, "The config file is in order.")] : []
    }
    return configuration.problems.map { problem in
      Finding(
        name, .problem, sentence(problem),
        // Every common editor takes the line so.
        commands: ["${EDITOR:-vi} +\(problem.line) \(Remedy.quoted(configuration.path))"])
    }
  }

  private static func sentence(_ problem: ConfigurationProblem) -> String {
    // It may end by asking whether another word was meant.
    "\(problem)".hasSuffix("?") ? "\(problem)" : "\(problem)."
  }
}

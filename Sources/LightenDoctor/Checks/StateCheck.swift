import LightenCore

/// Whether the state file can be used.
enum StateCheck: Check {
  private static let name = "state"

  static func findings(in facts: Facts) -> [Finding] {
    let state = facts.state
    let numbers =
      "Displays have numbers from \(NumberRegistry.firstProvisional) up, which are not kept"
    if let failure = state.failure {
      let consequence = state.isProvisional ? " \(numbers)." : ""
      return [
        Finding(
          name, .problem,
          "The state file \(state.path) cannot be read: \(failure.reason).\(consequence)",
          commands: [failure.command(for: state.path)]
            + (state.isProvisional ? [ServiceCheck.restart(facts.service)] : []))
      ]
    }
    guard state.isProvisional else { return [] }
    return [
      Finding(
        name, .problem,
        "\(numbers): when they were found, the state file \(state.path) could not be read, or another "
          + "lightend used it.", commands: [ServiceCheck.restart(facts.service)])
    ]
  }
}

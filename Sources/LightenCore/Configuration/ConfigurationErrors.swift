/// Everything that is wrong in a configuration file.
public struct ConfigurationErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// At least one problem, by line.
  public let problems: [ConfigurationProblem]

  init(_ problems: [ConfigurationProblem]) {
    self.problems = problems.sorted { $0.line < $1.line }
  }

  /// The problems, each in a line.
  public var message: String { problems.map(\.description).joined(separator: "\n") }

  /// The ``message``.
  public var description: String { message }
}

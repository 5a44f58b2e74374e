/// Why a value on the command line cannot be used.
public struct CommandLineValueError: Error, Sendable, Hashable {
  /// One sentence for people that says what would be right.
  public let message: String

  init(_ message: String) { self.message = message }
}

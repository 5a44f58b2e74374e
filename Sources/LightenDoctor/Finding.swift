/// One thing that the doctor found.
public struct Finding: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// As it should be.
    case well
    /// It works, but not for long or not as it could.
    case advice
    /// Something that should work does not.
    case problem
  }

  /// What was looked at: a word that stays the same for scripts.
  public let check: String
  /// How bad it is.
  public let severity: Severity
  /// The monitor that it is about; nil when it is about the whole.
  public let monitor: String?
  /// One sentence: the cause, or that all is well.
  public let sentence: String
  /// The commands that mend it, one after the other; empty where no command can.
  public let commands: [String]

  /// Makes a finding.
  public init(
    _ check: String, _ severity: Severity, monitor: String? = nil, _ sentence: String,
    commands: [String] = []
  ) {
    self.check = check
    self.severity = severity
    self.monitor = monitor
    self.sentence = sentence
    self.commands = commands
  }
}

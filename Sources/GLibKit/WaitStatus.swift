/// How a process ended, as wait(2) tells it.
public struct WaitStatus: Equatable, Sendable {
  /// The status as the system gives it.
  public let value: Int32

  /// Wraps a status.
  public init(_ value: Int32) {
    self.value = value
  }

  /// The exit status, 0 to 255; nil when a signal ended the process (POSIX wait: WEXITSTATUS).
  public var exitStatus: Int32? { value & 0x7F == 0 ? value >> 8 & 0xFF : nil }

  /// The signal that ended the process, nil when it ended by itself (POSIX wait: WTERMSIG).
  public var signal: Int32? { value & 0x7F == 0 ? nil : value & 0x7F }

  /// What happened, to go after the program's name.
  public var sentence: String {
    if let signal { return "was ended by signal \(signal)" }
    return "ended with status \(exitStatus ?? 0)"
  }
}

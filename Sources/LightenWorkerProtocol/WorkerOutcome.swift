/// What became of a request, as far as lightend acts differently on it.
public enum WorkerOutcome: UInt8, Sendable {
  /// Done.
  case ok = 0
  /// The monitor does not have that feature.
  case unsupported = 1
  /// The monitor did not answer, or not in a way that can be understood.
  case unresponsive = 2
  /// The monitor is in standby.
  case asleep = 3
  /// There is no monitor on the bus.
  case gone = 4
  /// The bus may not be opened.
  case permissionDenied = 5
  /// Anything else.
  case failed = 6
}

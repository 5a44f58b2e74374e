import CGLib

/// How much a log message matters.
public enum LogLevel: Sendable {
  /// Something failed and somebody should know.
  case error
  /// Something is wrong but the program goes on as it should.
  case warning
  /// Something happened that is worth a line in normal operation.
  case notice
  /// Details for whoever looks for a fault; shown with `--verbose` only.
  case debug

  /// GLib's flag for the level.
  var flag: GLogLevelFlags {
    switch self {
    // Not G_LOG_LEVEL_ERROR: GLib ends the program after one of those.
    case .error: G_LOG_LEVEL_CRITICAL
    case .warning: G_LOG_LEVEL_WARNING
    case .notice: G_LOG_LEVEL_MESSAGE
    case .debug: G_LOG_LEVEL_DEBUG
    }
  }

  /// The level as syslog and the journal count it (RFC 5424, 6.2.1).
  var priority: String {
    switch self {
    case .error: "3"
    case .warning: "4"
    case .notice: "5"
    case .debug: "7"
    }
  }

  /// The word in front of a line on a terminal; none for what is merely news.
  var linePrefix: String {
    switch self {
    case .error: "error: "
    case .warning: "warning: "
    case .notice: ""
    case .debug: "debug: "
    }
  }
}

import CGLib
import Glibc
import Synchronization

/// The program's log: structured fields to the journal, plain lines to a terminal or pipe.
public enum Log {
  private static let verbose = Atomic<Bool>(false)
  private static let toJournal = g_log_writer_is_journald(2) != 0

  /// Whether debug messages are written. Off by default.
  public static var isVerbose: Bool {
    get { verbose.load(ordering: .relaxed) }
    set { verbose.store(newValue, ordering: .relaxed) }
  }

  /// Sends what GLib itself has to say through the same writer; lines begin with `program`.
  public static func takeOver(program: String) {
    g_set_prgname(program)
    g_log_set_writer_func(
      { level, fields, count, _ in
        let isDebug = level.rawValue & (G_LOG_LEVEL_DEBUG.rawValue | G_LOG_LEVEL_INFO.rawValue) != 0
        if isDebug && !Log.isVerbose { return G_LOG_WRITER_HANDLED }
        if Log.toJournal, g_log_writer_journald(level, fields, count, nil) == G_LOG_WRITER_HANDLED {
          return G_LOG_WRITER_HANDLED
        }
        return Log.writeLine(level, fields, Int(count))
      }, nil, nil)
  }

  /// Writes something that failed and that somebody should know.
  public static func error(_ message: String, _ fields: [String: String] = [:]) {
    write(.error, message, fields)
  }

  /// Writes something wrong that the program copes with.
  public static func warning(_ message: String, _ fields: [String: String] = [:]) {
    write(.warning, message, fields)
  }

  /// Writes news of normal operation.
  public static func notice(_ message: String, _ fields: [String: String] = [:]) {
    write(.notice, message, fields)
  }

  /// Writes a detail, when `isVerbose`; otherwise `message` is not even computed.
  public static func debug(_ message: @autoclosure () -> String, _ fields: [String: String] = [:]) {
    if isVerbose { write(.debug, message(), fields) }
  }

  private static func write(_ level: LogLevel, _ message: String, _ fields: [String: String]) {
    var all = fields.map { ("LIGHTEN_\($0.key)", $0.value) }
    all.append(("MESSAGE", message))
    all.append(("PRIORITY", level.priority))
    let strings = all.map { (strdup($0.0), strdup($0.1)) }
    defer {
      for (key, value) in strings {
        free(key)
        free(value)
      }
    }
    let logFields = strings.map { GLogField(key: $0.0, value: $0.1, length: -1) }
    g_log_structured_array(level.flag, logFields, gsize(logFields.count))
  }

  private static func writeLine(
    _ level: GLogLevelFlags, _ fields: UnsafePointer<GLogField>?, _ count: Int
  ) -> GLogWriterOutput {
    let levels: [LogLevel] = [.error, .warning, .notice]
    let matching = levels.first { $0.flag.rawValue & level.rawValue != 0 }
    let prefix = (matching ?? .debug).linePrefix
    for index in 0..<count {
      guard let field = fields?[index], String(cString: field.key) == "MESSAGE",
        let value = field.value
      else { continue }
      let message = String(cString: value.assumingMemoryBound(to: CChar.self))
      let program = g_get_prgname().flatMap { String(validatingCString: $0) } ?? "lighten"
      StandardError.write("\(program): \(prefix)\(message)\n")
    }
    return G_LOG_WRITER_HANDLED
  }
}

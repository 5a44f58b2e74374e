import CGLib
import Glibc
import Synchronization

/// The program's log: structured fields to the journal, plain lines to a terminal or pipe.
public enum Log {
  private static let verbose = Atomic<Bool>(false)
  private static let cleaning = Mutex<@Sendable (String) -> String> { $0 }
  private static let toJournal = g_log_writer_is_journald(2) != 0

  /// Whether debug messages are written. Off by default.
  public static var isVerbose: Bool {
    get { verbose.load(ordering: .relaxed) }
    set { verbose.store(newValue, ordering: .relaxed) }
  }

  /// Sends what GLib itself has to say through the same writer; lines begin with `program`.
  ///
  /// - Parameter clean: makes a text one that may be shown.
  public static func takeOver(
    program: String, clean: @escaping @Sendable (String) -> String
  ) {
    cleaning.withLock { $0 = clean }
    g_set_prgname(program)
    g_log_set_writer_func(
      { level, fields, count, _ in
        let isDebug = level.rawValue & (G_LOG_LEVEL_DEBUG.rawValue | G_LOG_LEVEL_INFO.rawValue) != 0
        if isDebug && !Log.isVerbose { return G_LOG_WRITER_HANDLED }
        return Log.withCleanMessage(UnsafeBufferPointer(start: fields, count: Int(count))) {
          if Log.toJournal,
            g_log_writer_journald(level, $0.baseAddress!, count, nil) == G_LOG_WRITER_HANDLED
          {
            return G_LOG_WRITER_HANDLED
          }
          return Log.writeLine(level, $0)
        }
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
    var all = fields.map { ("LIGHTEN_\($0.key)", clean($0.value)) }
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

  private static func clean(_ text: String) -> String { cleaning.withLock { $0 }(text) }

  /// The same fields with a message that may be shown, whoever wrote it.
  private static func withCleanMessage(
    _ fields: UnsafeBufferPointer<GLogField>,
    _ body: (UnsafeBufferPointer<GLogField>) -> GLogWriterOutput
  ) -> GLogWriterOutput {
    var fields = Array(fields)
    let index = fields.firstIndex { String(cString: $0.key) == "MESSAGE" }
    guard let index, let message = text(of: fields[index]) else {
      return fields.withUnsafeBufferPointer(body)
    }
    return clean(message).withCString { text in
      fields[index].value = UnsafeRawPointer(text)
      fields[index].length = -1
      return fields.withUnsafeBufferPointer(body)
    }
  }

  private static func text(of field: GLogField) -> String? {
    guard let value = field.value else { return nil }
    if field.length < 0 { return String(cString: value.assumingMemoryBound(to: CChar.self)) }
    let bytes = UnsafeRawBufferPointer(start: value, count: Int(field.length))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func writeLine(
    _ level: GLogLevelFlags, _ fields: UnsafeBufferPointer<GLogField>
  ) -> GLogWriterOutput {
    let levels: [LogLevel] = [.error, .warning, .notice]
    let matching = levels.first { $0.flag.rawValue & level.rawValue != 0 }
    let prefix = (matching ?? .debug).linePrefix
    for field in fields where String(cString: field.key) == "MESSAGE" {
      guard let message = text(of: field) else { continue }
      let program = g_get_prgname().flatMap { String(validatingCString: $0) } ?? "lighten"
      StandardError.write("\(program): \(prefix)\(message)\n")
    }
    return G_LOG_WRITER_HANDLED
  }
}

import Glibc

/// The standard error stream, written without buffering so that no line is lost in a crash.
public enum StandardError {
  /// Writes `text` as it is.
  public static func write(_ text: String) { writeAll(text, to: STDERR_FILENO) }
}

/// The standard output stream, written without buffering so that a pipe sees each line at once.
public enum StandardOutput {
  /// Writes `text` as it is; false when nobody reads it any more.
  @discardableResult
  public static func write(_ text: String) -> Bool { writeAll(text, to: STDOUT_FILENO) }

  /// Whether a person looks at it.
  public static var isTerminal: Bool { isatty(STDOUT_FILENO) != 0 }
}

@discardableResult
private func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    bytes = bytes.dropFirst(written)
  }
  return true
}

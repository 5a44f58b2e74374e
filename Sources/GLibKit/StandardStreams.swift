import Glibc

/// The standard error stream, written without buffering so that no line is lost in a crash.
public enum StandardError {
  /// Writes `text` as it is.
  public static func write(_ text: String) { writeAll(text, to: STDERR_FILENO) }

  /// Whether a person looks at it.
  public static var isTerminal: Bool { isatty(STDERR_FILENO) != 0 }
}

/// The standard output stream, written without buffering so that a pipe sees each line at once.
public enum StandardOutput {
  /// Writes `text` as it is; false when nobody reads it any more.
  @discardableResult
  public static func write(_ text: String) -> Bool { writeAll(text, to: STDOUT_FILENO) }

  /// Whether a person looks at it.
  public static var isTerminal: Bool { isatty(STDOUT_FILENO) != 0 }

  /// From now on what is written goes nowhere; ``write(_:)`` answers as if it was read.
  public static func discard() {
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere >= 0 else { return }
    dup2(nowhere, STDOUT_FILENO)
    close(nowhere)
  }

  /// The columns and rows of the terminal that it is; nil when it is none, or does not know.
  public static var terminalSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
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

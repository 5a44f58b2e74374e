import GLibKit

/// A picture that a command writes.
enum Picture {
  /// Writes a picture into a file, or to standard output when its name is `-`; throws the exit
  /// status after a failure was reported.
  static func write(_ text: String, to path: String) throws {
    if path == "-" {
      StandardOutput.write(text)
      return
    }
    do {
      try Files.save(path, text)
    } catch {
      Session.report(nil, "The picture cannot be written: \(error.message).")
      throw ExitStatus.failed
    }
  }
}

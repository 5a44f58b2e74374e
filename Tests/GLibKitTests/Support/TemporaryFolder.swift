import CGLib
import GLibKit
import Glibc

/// A folder that is gone with its last reference.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes an empty folder.
  public init() throws(GLibError) {
    let path = try GLibError.check { g_dir_make_tmp("lighten-test-XXXXXX", $0) }
    guard let path else { throw GLibError(message: "no temporary folder") }
    self.path = String(cString: path)
    g_free(path)
  }

  deinit { Self.remove(path) }

  /// The path of something in the folder.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// Makes a file with this content.
  public func write(_ text: String, to name: String) throws(GLibError) {
    let path = path(of: name)
    _ = try GLibError.check { g_file_set_contents(path, text, gssize(text.utf8.count), $0) }
  }

  private static func remove(_ path: String) {
    for name in Files.names(in: path) { remove("\(path)/\(name)") }
    Glibc.remove(path)
  }
}

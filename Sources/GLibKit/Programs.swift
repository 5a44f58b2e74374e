import CGLib
import Glibc

/// Programs that can be started.
public enum Programs {
  /// The path of a program: of one in PATH, or `name` itself where that is a path; nil when there is
  /// none that this process may execute.
  public static func path(of name: String) -> String? {
    guard let found = g_find_program_in_path(name) else { return nil }
    defer { g_free(found) }
    return String(cString: found)
  }
}

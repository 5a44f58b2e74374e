import GLibKit

/// Where lighten's programs are.
public enum ProgramLocation {
  /// The path of a process's program, nil when it is gone or another user's.
  public static func program(ofProcess id: Int) -> String? { Files.resolved("/proc/\(id)/exe") }

  /// The path of this process's program.
  public static var ownProgram: String { Files.resolved("/proc/self/exe") ?? "" }

  /// The path of the `lighten-ddc` that belongs to the program at `path`: beside it, as in a build
  /// folder, or where packages install it.
  public static func worker(of path: String) -> String {
    let folder = Files.folder(of: path)
    let beside = "\(folder)/lighten-ddc"
    // Resolved, for people to read.
    let installed = "\(Files.folder(of: folder))/libexec/lighten/lighten-ddc"
    return Files.exists(installed) && !Files.exists(beside) ? installed : beside
  }
}

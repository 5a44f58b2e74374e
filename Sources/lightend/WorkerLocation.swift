import GLibKit

/// Finds `lighten-ddc`.
enum WorkerLocation {
  /// Beside this program, as in a build folder, or where packages install it.
  static var path: String {
    let program = Files.resolved("/proc/self/exe") ?? ""
    let folder = program[..<(program.lastIndex(of: "/") ?? program.startIndex)]
    let beside = "\(folder)/lighten-ddc"
    let installed = "\(folder)/../libexec/lighten/lighten-ddc"
    return Files.exists(installed) && !Files.exists(beside) ? installed : beside
  }
}

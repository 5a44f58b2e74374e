import GLibKit

/// Finds `lighten-ddc`.
enum WorkerLocation {
  /// Beside this program, as in a build folder, or where packages install it.
  static var path: String {
    let folder = Files.folder(of: Files.resolved("/proc/self/exe") ?? "")
    let beside = "\(folder)/lighten-ddc"
    let installed = "\(folder)/../libexec/lighten/lighten-ddc"
    return Files.exists(installed) && !Files.exists(beside) ? installed : beside
  }
}

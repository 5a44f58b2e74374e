/// Whether the version of libddcutil is one that is known to be bad.
enum LibraryCheck: Check {
  private static let name = "libddcutil"

  static func findings(in facts: Facts) -> [Finding] {
    guard case .runs(let version) = facts.worker.trial else { return [] }
    guard let trouble = LibraryTrouble.known.first(where: { $0.concerns(version) }) else {
      return [Finding(name, .well, "lighten-ddc runs with libddcutil \(version).")]
    }
    let package = version.hasPrefix("1.") ? "libddcutil4" : "libddcutil5"
    return [
      Finding(
        name, trouble.severity,
        "libddcutil \(version) \(trouble.words); \(trouble.mended) and later do not.",
        commands: ["sudo apt update && sudo apt install --only-upgrade \(package)"])
    ]
  }
}

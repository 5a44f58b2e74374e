/// Whether another program drives the brightness of external monitors too. For panels that does no
/// harm: the kernel tells of each change.
enum RivalCheck: Check {
  private static let name = "rival"

  static func findings(in facts: Facts) -> [Finding] {
    guard facts.monitors.contains(where: { $0.buses != nil }) else { return [] }
    guard !facts.rivals.isEmpty else {
      return [Finding(name, .well, "No other program is known to drive brightness.")]
    }
    return facts.rivals.map { rival in
      let process = rival.process.map { " (process \($0))" } ?? ""
      return Finding(
        name, .problem,
        "\(rival.kind.program)\(process) drives the brightness of external monitors too, and each "
          + "undoes what the other does.", commands: rival.kind.commands(process: rival.process))
    }
  }
}

extension RivalFacts.Kind {
  /// What people call the program.
  fileprivate var program: String {
    switch self {
    case .ddcutilService: "ddcutil-service"
    case .powerDevil: "PowerDevil"
    case .clightd: "clightd"
    }
  }

  /// What keeps it away from monitors.
  fileprivate func commands(process: Int?) -> [String] {
    switch self {
    case .ddcutilService: return [process.map { "kill \($0)" } ?? "pkill -x ddcutil-service"]
    case .powerDevil:
      // The variable is PowerDevil's own way (invent.kde.org/plasma/powerdevil): now, and after
      // each login (environment.d(5)).
      return [
        "mkdir -p ~/.config/environment.d && "
          + "echo POWERDEVIL_NO_DDCUTIL=1 >~/.config/environment.d/powerdevil.conf",
        "systemctl --user set-environment POWERDEVIL_NO_DDCUTIL=1 && "
          + "systemctl --user restart plasma-powerdevil",
      ]
    case .clightd: return ["sudo systemctl mask --now clightd"]
    }
  }
}

import LightenInterface

/// Whether the service runs, and will run tomorrow.
enum ServiceCheck: Check {
  private static let name = "service"

  static func findings(in facts: Facts) -> [Finding] {
    let service = facts.service
    switch service.presence {
    case .noBus(let reason): return [noBus(service, reason)]
    case .absent: return [absent(service)]
    case .failed(let reason):
      return [
        problem(
          "The bus cannot start lightend: \(sentence(reason))",
          Remedy.reinstall(isPackaged: facts.worker.isPackaged))
      ]
    case .silent:
      return [
        problem(
          "lightend\(process(service)) has its name on the bus and does not answer.",
          service.process.map { "kill -KILL \($0)" } ?? "systemctl --user restart lightend")
      ]
    case .foreign:
      return [
        problem(
          "Another program\(process(service)), not this lightend, has the name "
            + "\(BusNames.service): the Python predecessor, for example.",
          service.process.map { "kill \($0)" } ?? "lightend --replace")
      ]
    case .running: return running(service)
    }
  }

  private static func running(_ service: ServiceFacts) -> [Finding] {
    var findings = [Finding(name, .well, "lightend \(service.version) runs.")]
    if service.version != LightenVersion.current {
      findings.append(
        Finding(
          name, .advice,
          "The lightend that runs is version \(service.version), but lighten is "
            + "\(LightenVersion.current).",
          commands: [restart(service)]))
    }
    if service.isSimulated {
      findings.append(
        Finding(
          name, .advice, "lightend shows simulated monitors, and does not look at real ones.",
          commands: ["\(own(service)) --replace"]))
    }
    if !service.isActivatable {
      findings.append(
        Finding(
          name, .advice,
          "lightend was started by hand, and will not be there after the next login: the bus "
            + "cannot start it.", commands: install(service)))
    }
    return findings
  }

  /// The command that starts the service anew.
  static func restart(_ service: ServiceFacts) -> String {
    service.isActivatable ? "systemctl --user restart lightend" : "\(own(service)) --replace"
  }

  private static func absent(_ service: ServiceFacts) -> Finding {
    Finding(
      name, .problem, "lightend does not run, and the bus cannot start it.",
      commands: install(service))
  }

  /// What lets the bus start the service.
  private static func install(_ service: ServiceFacts) -> [String] {
    guard !service.isInstalled else {
      return [
        "busctl --user call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus "
          + "ReloadConfig"
      ]
    }
    return [Remedy.reinstall(isPackaged: false)]
  }

  private static func noBus(_ service: ServiceFacts, _ reason: String) -> Finding {
    let command =
      service.socket.map { "export DBUS_SESSION_BUS_ADDRESS=unix:path=\($0)" }
      ?? "dbus-run-session -- sh -c '\(own(service)) & exec \"$SHELL\"'"
    return problem("There is no session bus: \(sentence(reason))", command)
  }

  private static func problem(_ text: String, _ command: String) -> Finding {
    Finding(name, .problem, text, commands: [command])
  }

  private static func own(_ service: ServiceFacts) -> String {
    Remedy.quoted(service.ownProgram ?? "lightend")
  }

  private static func process(_ service: ServiceFacts) -> String {
    guard let process = service.process else { return "" }
    let program = service.program.isEmpty ? "" : ", \(service.program)"
    return " (process \(process)\(program))"
  }

  private static func sentence(_ reason: String) -> String {
    reason.hasSuffix(".") ? reason : reason + "."
  }
}

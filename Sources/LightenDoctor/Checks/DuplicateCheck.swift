import LightenCore

/// Whether the monitor is there a second time, on another connector: some drivers leave the
/// connector behind when a monitor moves, and show the head of a DisplayPort chain (MST) beside
/// the monitor at its end. Only one of the two leads to it.
enum DuplicateCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard monitor.buses != nil, !monitor.isReady, monitor.edid.count >= EDID.blockLength,
      // Two monitors of a model without serial numbers look the same; one of them that the desktop
      // uses is no phantom.
      monitor.hasSerial || !monitor.isEnabled,
      let original = facts.monitors.first(where: { isOriginal($0, of: monitor) })
    else { return nil }
    return Finding(
      "duplicate", .problem, monitor: monitor.label,
      "It is the same monitor as \(original.label), a second time: a connector that its graphics "
        + "driver left behind, or the head of a DisplayPort chain. Have it left alone.",
      commands: commands(monitor, facts))
  }

  private static func isOriginal(_ other: MonitorFacts, of monitor: MonitorFacts) -> Bool {
    other.connector != monitor.connector && other.edid == monitor.edid && other.buses != nil
      // The one that works, or else the one that the desktop uses.
      && (other.isReady || (other.isEnabled && !monitor.isEnabled))
  }

  private static func commands(_ monitor: MonitorFacts, _ facts: Facts) -> [String] {
    let isAmbiguous = facts.monitors.contains {
      $0.connector != monitor.connector && $0.connector.short == monitor.connector.short
    }
    let selector = isAmbiguous ? monitor.connector.full : monitor.connector.short
    let path = facts.configuration.path
    let folder = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let make = facts.configuration.isPresent ? "" : "mkdir -p \(Remedy.quoted(folder)) && "
    return [
      "\(make)printf '\\n[display \(selector)]\\nenabled = false\\n' >>\(Remedy.quoted(path))"
    ]
  }
}

import DBusKit
import GLibKit

/// Other programs that drive brightness, by the names that they have on the buses.
@LoopActor
enum RivalReading {
  /// Those that run.
  static func rivals(on session: BusConnection?) async -> [RivalFacts] {
    var rivals: [RivalFacts] = []
    if let session {
      rivals += await find(.ddcutilService, ["com.ddcutil.DdcutilService"], on: session)
      // The first since KDE 4, the second since Plasma 6.2.
      let names = ["org.kde.Solid.PowerManagement", "org.kde.ScreenBrightness"]
      rivals += await find(.powerDevil, names, on: session).filter { !isTold(toKeepAway: $0) }
    }
    if let system = try? await BusConnection.system() {
      rivals += await find(.clightd, ["org.clightd.clightd"], on: system)
    }
    return rivals
  }

  private static func find(
    _ kind: RivalFacts.Kind, _ names: [String], on connection: BusConnection
  ) async -> [RivalFacts] {
    let bus = BusNaming(connection)
    for name in names where await bus.hasOwner(name) {
      return [RivalFacts(kind, process: await bus.process(of: name))]
    }
    return []
  }

  /// Whether PowerDevil was started with the variable that keeps it away from external monitors.
  private static func isTold(toKeepAway rival: RivalFacts) -> Bool {
    guard let process = rival.process, let bytes = try? Files.bytes(at: "/proc/\(process)/environ")
    else { return false }
    let prefix = "POWERDEVIL_NO_DDCUTIL="
    return bytes.split(separator: 0).contains { variable in
      let text = String(decoding: variable, as: UTF8.self)
      return text.hasPrefix(prefix) && (Int(text.dropFirst(prefix.utf8.count)) ?? 0) > 0
    }
  }
}

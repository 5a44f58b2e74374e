import GLibKit
import LightenInterface

extension DisplaySnapshot {
  /// A monitor as the service would describe it; without brightness it cannot be controlled.
  static func monitor(
    _ number: Int, name: String = "Dell U2720Q", connector: String = "DP-1",
    brightness: UInt32? = 50,
    id: String? = nil, isAuto: Bool = false, state: String = "ready", reason: String = "",
    alias: String = "",
    sysPath: String = ""
  ) -> DisplaySnapshot {
    var interfaces = [
      Variant.entry(
        .string(BusNames.display),
        .dictionary([
          "Name": .string(name), "Connector": .string(connector), "State": .string(state),
          "Reason": .string(reason), "Alias": .string(alias), "SysPath": .string(sysPath),
          "Model": .string("U2720Q"), "Manufacturer": .string("Dell"),
          "Serial": .string("S\(number)"), "Id": .string(id ?? "DEL-U2720Q-S\(number)"),
        ]))
    ]
    if let brightness {
      interfaces.append(
        .entry(
          .string(BusNames.backlight),
          .dictionary(["Brightness": .uint32(brightness), "Auto": .boolean(isAuto)])))
    }
    return DisplaySnapshot(
      path: BusNames.path(ofDisplay: number), interfaces: .array(of: "{sa{sv}}", interfaces))
  }
}

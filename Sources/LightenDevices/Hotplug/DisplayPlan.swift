import LightenCore
import LightenSysfs

/// Finds out which monitors are connected and by what each can be controlled.
public enum DisplayPlan {
  /// The monitors of a topology, ordered by connector.
  public static func displays(in topology: Topology) -> [PlannedDisplay] {
    let connected = topology.connectors.filter(\.isConnected)
    var displays: [PlannedDisplay] = []
    var used: Set<String> = []
    for connector in connected {
      if connector.isInternal {
        let backlight = topology.backlight(of: connector, without: used)
        if let backlight { used.insert(backlight.name) }
        displays.append(panel(connector, backlight))
      } else {
        displays.append(external(connector, topology))
      }
    }
    // A closed lid or a sleeping DSI panel: its backlight is there, but nobody can see it.
    let hasInternal = topology.connectors.contains(where: \.isInternal)
    let others = topology.drivenByKernel.filter { !used.contains($0.name) }
    displays += others.filter(\.isOverUSB).map { backlightOnly($0, isInternal: false) }
    if !hasInternal, let only = others.filter({ !$0.isOverUSB }).min(by: BacklightSnapshot.isBetter)
    {
      displays.append(backlightOnly(only, isInternal: true))
    }
    return displays
  }

  private static func panel(
    _ connector: ConnectorSnapshot, _ backlight: BacklightSnapshot?
  ) -> PlannedDisplay {
    let attachment: PlannedDisplay.Attachment =
      backlight.map { .backlight($0) }
      ?? .none(
        DeviceError(
          .unsupported,
          "The panel has no backlight in /sys/class/backlight; its graphics driver offers none."))
    return PlannedDisplay(
      description: describe(connector, kind: .panel, sysPath: backlight?.sysPath),
      edid: connector.edid, attachment: attachment)
  }

  private static func external(
    _ connector: ConnectorSnapshot, _ topology: Topology
  ) -> PlannedDisplay {
    PlannedDisplay(
      description: describe(connector, kind: .ddc, sysPath: nil), edid: connector.edid,
      attachment: bus(of: connector, topology))
  }

  private static func bus(
    of connector: ConnectorSnapshot, _ topology: Topology
  ) -> PlannedDisplay.Attachment {
    let candidates = topology.buses(of: connector)
    if let number = connector.bus { return usable(candidates, of: [number]) { .bus($0[0]) } }
    guard !candidates.isEmpty else {
      return .none(
        DeviceError(
          .unsupported,
          "No I2C bus leads to this monitor; run “sudo modprobe i2c-dev”, and if that "
            + "does not help, its graphics driver or adapter does not pass DDC/CI on."))
    }
    return usable(candidates, of: candidates.map(\.number)) { .oneOf($0) }
  }

  /// What `attach` makes of the buses that may be opened; where there is none, the reason.
  private static func usable(
    _ buses: [BusSnapshot], of numbers: [Int],
    _ attach: ([Int]) -> PlannedDisplay.Attachment
  ) -> PlannedDisplay.Attachment {
    let accessible = buses.filter(\.isAccessible).map(\.number)
    if !accessible.isEmpty { return attach(accessible) }
    let forbidden = buses.filter(\.hasNode).map(\.number)
    guard forbidden.isEmpty else { return .forbidden(forbidden) }
    return .none(
      DeviceError(
        .unsupported,
        "/dev/i2c-\(numbers[0]) is missing; run “sudo modprobe i2c-dev”."))
  }

  private static func backlightOnly(
    _ backlight: BacklightSnapshot, isInternal: Bool
  ) -> PlannedDisplay {
    PlannedDisplay(
      description: DisplayDescription(
        id: "backlight-\(backlight.name)", manufacturer: "", model: backlight.name, serial: "",
        connector: "", kind: .panel, isInternal: isInternal, sysPath: backlight.sysPath),
      edid: [], attachment: .backlight(backlight))
  }

  private static func describe(
    _ connector: ConnectorSnapshot, kind: DisplayKind, sysPath: String?
  ) -> DisplayDescription {
    let edid = try? EDID(bytes: connector.edid)
    return DisplayDescription(
      id: DisplayIdentity(edid: edid, connector: connector.name).id,
      manufacturer: edid?.manufacturerName ?? "", model: edid?.model ?? "",
      serial: edid?.serial ?? "", connector: connector.name, kind: kind,
      isInternal: connector.isInternal, sysPath: sysPath ?? connector.sysPath)
  }
}

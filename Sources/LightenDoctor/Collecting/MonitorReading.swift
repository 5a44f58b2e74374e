import GLibKit
import LightenCore
import LightenInterface
import LightenSysfs

/// The monitors: those that sysfs knows, with what the service says of them, then those that only
/// the service knows. Blocking for as long as sysfs is.
struct MonitorReading {
  /// The monitors.
  private(set) var monitors: [MonitorFacts] = []

  private let configuration: Configuration
  private var displays: [DisplaySnapshot]

  /// Puts them together.
  init(_ topology: Topology, _ displays: [DisplaySnapshot], _ configuration: Configuration) {
    self.configuration = configuration
    self.displays = displays
    var used: Set<String> = []
    for connector in topology.connectors where connector.isConnected {
      let backlight =
        connector.isInternal ? topology.backlight(of: connector, without: used) : nil
      if let backlight { used.insert(backlight.name) }
      add(connector, topology, backlight)
    }
    for display in self.displays { add(display) }
  }

  private mutating func add(
    _ connector: ConnectorSnapshot, _ topology: Topology, _ backlight: BacklightSnapshot?
  ) {
    var monitor = MonitorFacts(
      connector: connector.name, attachment: Self.attachment(connector, topology, backlight))
    let edid = try? EDID(bytes: connector.edid)
    monitor.edid = connector.edid
    monitor.hasSerial = edid?.serial != nil
    monitor.name = [edid?.manufacturerName, edid?.model].compactMap { $0 }.joined(separator: " ")
    monitor.isEnabled = Files.line(at: "\(connector.sysPath)/enabled") != "disabled"
    monitor.isOn = ["On", nil].contains(Files.line(at: "\(connector.sysPath)/dpms"))
    monitor.linkedBus = connector.bus

    let paths = [connector.sysPath, backlight?.sysPath].compactMap { $0 }
    let index = displays.firstIndex { paths.contains(Self.text($0, "SysPath")) }
    let display = index.map { displays.remove(at: $0) }
    if let display { Self.report(display, to: &monitor) }
    let id = DisplayIdentity(edid: edid, connector: connector.name).id
    let settings = configuration.settings(
      for: SelectableDisplay(
        number: display?.number ?? -1, connector: connector.name, id: id, serial: edid?.serial,
        model: edid?.model, name: monitor.name))
    monitor.isLeftAlone = settings.enabled == false
    monitors.append(monitor)
  }

  private mutating func add(_ display: DisplaySnapshot) {
    var monitor = MonitorFacts(
      connector: display.connector.isEmpty ? display.name : display.connector, attachment: .service)
    if display.kind == "panel" {
      let path = Self.text(display, "SysPath")
      monitor.attachment = Self.attachment(backlight: path)
    }
    Self.report(display, to: &monitor)
    let settings = configuration.settings(
      for: SelectableDisplay(
        number: display.number, connector: display.connector, id: Self.text(display, "Id"),
        serial: Self.text(display, "Serial"), model: Self.text(display, "Model"),
        name: monitor.name))
    monitor.isLeftAlone = settings.enabled == false
    monitors.append(monitor)
  }

  private static func report(_ display: DisplaySnapshot, to monitor: inout MonitorFacts) {
    monitor.name = display.name
    monitor.report = MonitorFacts.Report(state: display.state, reason: display.reason)
  }

  private static func text(_ display: DisplaySnapshot, _ property: String) -> String {
    display.interfaces[BusNames.display]?[property]?.string ?? ""
  }

  private static func attachment(
    _ connector: ConnectorSnapshot, _ topology: Topology, _ backlight: BacklightSnapshot?
  ) -> MonitorFacts.Attachment {
    guard connector.isInternal else {
      return .buses(topology.buses(of: connector).map(bus))
    }
    return backlight.map { attachment(backlight: $0.sysPath) } ?? .noBacklight
  }

  private static func attachment(backlight path: String) -> MonitorFacts.Attachment {
    .backlight(
      name: path.split(separator: "/").last.map(String.init) ?? path, path: path,
      isWritable: Files.isWritable("\(path)/brightness"))
  }

  private static func bus(_ snapshot: BusSnapshot) -> BusFacts {
    var bus = BusFacts(snapshot.number)
    bus.hasNode = snapshot.hasNode
    bus.isAccessible = snapshot.isAccessible
    bus.group = UserAccount.group(withAccessTo: bus.node)
    bus.isTagged = isTagged(snapshot.number)
    return bus
  }

  /// Looks into udev's database, in which a line `G:` is a tag that a device has or had, and `Q:`
  /// one that it has (systemd's src/libsystemd/sd-device/device-private.c). Before systemd 247 there
  /// was no `Q:`, and no line `V:` with the database's version either.
  private static func isTagged(_ bus: Int) -> Bool {
    guard let number = Files.line(at: "/sys/class/i2c-dev/i2c-\(bus)/dev"),
      let data = try? Files.text(at: "/run/udev/data/c\(number)")
    else { return false }
    let lines = data.split(separator: "\n")
    return lines.contains(lines.contains { $0.hasPrefix("V:") } ? "Q:uaccess" : "G:uaccess")
  }
}

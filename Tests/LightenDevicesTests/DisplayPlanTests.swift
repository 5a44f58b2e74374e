import LightenCore
import LightenSysfs
import Testing

@testable import LightenDevices

@Suite struct DisplayPlanTests {
  private let card0 = "/sys/devices/pci0000:00/0000:00:02.0"
  private let card1 = "/sys/devices/pci0000:00/0000:01:00.0"

  // MARK: DDC/CI monitors

  @Test func drivesAMonitorOnItsOwnBus() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1", bus: 5), connector("card0-HDMI-A-1", bus: 3)]
    topology.buses = [bus(3), bus(5)]
    let displays = DisplayPlan.displays(in: topology)
    #expect(displays.map(\.attachment) == [.bus(5), .bus(3)])
    let first = try #require(displays.first)
    #expect(first.description.kind == .ddc)
    #expect(!first.description.isInternal)
    #expect(first.description.connector == "card0-DP-1")
    #expect(first.description.sysPath == "\(card0)/drm/card0/card0-DP-1")
  }

  @Test func leavesOutWhatIsNotConnected() {
    var topology = Topology()
    topology.connectors = [
      connector("card0-DP-1", isConnected: false, bus: 5), connector("card0-DP-2", bus: 6),
    ]
    topology.buses = [bus(5), bus(6)]
    #expect(connectors(of: topology) == ["card0-DP-2"])
    #expect(DisplayPlan.displays(in: Topology()).isEmpty)
  }

  @Test func saysThatANodeIsMissing() throws {
    for buses in [[], [bus(5, hasNode: false, isAccessible: false)]] {
      var topology = Topology()
      topology.connectors = [connector("card0-DP-1", bus: 5)]
      topology.buses = buses
      let error = try reason(topology)
      #expect(error.code == .unsupported)
      #expect(error.message == "/dev/i2c-5 is missing; run “sudo modprobe i2c-dev”.")
    }
  }

  @Test func saysThatThereIsNoPermission() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1", bus: 5)]
    topology.buses = [bus(5, isAccessible: false)]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.forbidden([5])])
    let error = DeviceError.noPermission(bus: 5)
    #expect(error.code == .permissionDenied)
    #expect(error.message.contains("/dev/i2c-5"))
    #expect(error.message.contains("usermod -aG i2c"))
  }

  // MARK: Drivers that do not link connectors to buses

  @Test func searchesTheBusesThatNoOtherConnectorHas() {
    var topology = Topology()
    topology.connectors = [
      connector("card0-DP-1"), connector("card0-DP-2", bus: 6),
      connector("card0-DP-3", isConnected: false, bus: 7),
    ]
    topology.buses = [bus(4), bus(5), bus(6), bus(7), bus(9, card: card1), bus(10, card: nil)]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.oneOf([4, 5]), .bus(6)])
  }

  @Test func searchesOnlyBusesThatMayBeOpened() {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1")]
    topology.buses = [
      bus(4, isAccessible: false), bus(5), bus(6, hasNode: false, isAccessible: false),
    ]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.oneOf([5])])
  }

  @Test func saysWhyNoBusCanBeSearched() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1")]
    #expect(try reason(topology).code == .unsupported)
    #expect(try reason(topology).message.contains("No I2C bus leads to this monitor"))
    topology.buses = [bus(4, isAccessible: false), bus(5, isAccessible: false)]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.forbidden([4, 5])])
    // One without a node cannot be given to anybody.
    topology.buses = [
      bus(4, hasNode: false, isAccessible: false), bus(5, isAccessible: false),
    ]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.forbidden([5])])
    topology.buses = [bus(4, hasNode: false, isAccessible: false)]
    #expect(try reason(topology).code == .unsupported)
    #expect(try reason(topology).message.contains("/dev/i2c-4 is missing"))
  }

  @Test func keepsTwoCardsApart() {
    var topology = Topology()
    topology.connectors = [
      connector("card0-DP-1"), connector("card1-DP-1", card: card1),
      connector("card1-DP-2", card: card1, bus: 12),
    ]
    topology.buses = [
      bus(1), bus(2), bus(11, card: card1), bus(12, card: card1), bus(13, card: card1),
    ]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == [.oneOf([1, 2]), .oneOf([11, 13]), .bus(12)])
  }

  // MARK: What is known of a monitor

  @Test func describesAMonitorByItsEDID() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1", edid: sampleEDID, bus: 5)]
    topology.buses = [bus(5)]
    let display = try #require(DisplayPlan.displays(in: topology).first)
    let edid = try EDID(bytes: sampleEDID)
    #expect(display.edid == sampleEDID)
    #expect(display.description.id == DisplayIdentity(edid: edid, connector: "DP-1").id)
    #expect(display.description.id.hasPrefix("DEL-A0C7-"))
    #expect(display.description.manufacturer == edid.manufacturerName)
    #expect(display.description.serial == edid.serial ?? "")
  }

  @Test(arguments: [[], [1, 2, 3], Array(repeating: 0, count: 128)] as [[UInt8]])
  func knowsAMonitorWithoutEDIDByItsConnector(edid: [UInt8]) throws {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1", edid: edid, bus: 5)]
    topology.buses = [bus(5)]
    let display = try #require(DisplayPlan.displays(in: topology).first)
    #expect(display.description.id == "connector-DP-1")
    #expect(display.description.manufacturer == "")
    #expect(display.description.model == "")
    #expect(display.description.serial == "")
    // It is driven all the same.
    #expect(display.attachment == .bus(5))
  }

  @Test func tellsTwinsApart() {
    var topology = Topology()
    topology.connectors = [
      connector("card0-DP-1", edid: sampleEDID, bus: 5),
      connector("card0-DP-2", edid: sampleEDID, bus: 6),
      connector("card1-DP-1", card: card1, edid: sampleEDID, bus: 7),
    ]
    topology.buses = [bus(5), bus(6), bus(7, card: card1)]
    let displays = DisplayPlan.displays(in: topology)
    #expect(Set(displays.map(\.description.id)).count == 1)
    #expect(Set(displays.map(\.key)).count == 3)
  }

  // MARK: Panels

  @Test(arguments: ["eDP-1", "LVDS-1", "DSI-1", "DPI-1"])
  func drivesAPanelByItsBacklight(name: String) throws {
    var topology = Topology()
    topology.connectors = [connector("card0-\(name)", bus: 5)]
    topology.buses = [bus(5)]
    let backlight = backlight("intel_backlight", below: path("card0-\(name)"))
    topology.backlights = [backlight]
    let displays = DisplayPlan.displays(in: topology)
    #expect(displays.map(\.attachment) == [.backlight(backlight)])
    let description = try #require(displays.first).description
    #expect(description.kind == .panel)
    #expect(description.isInternal)
    #expect(description.sysPath == backlight.sysPath)
    #expect(description.connector == "card0-\(name)")
  }

  /// The kernel's documentation: firmware before platform before raw.
  @Test(
    arguments: [
      ([.raw, .platform, .firmware], 2), ([.raw, .platform], 1), ([.raw, .firmware], 1),
      ([.firmware, .firmware], 0), ([.raw], 0),
    ] as [([BacklightSnapshot.Interface], Int)])
  func prefersFirmware(interfaces: [BacklightSnapshot.Interface], best: Int) {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1")]
    topology.backlights = interfaces.enumerated().map { index, interface in
      backlight("backlight\(index)", below: card0, interface)
    }
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == [.backlight(topology.backlights[best])])
  }

  @Test func givesEachPanelTheBacklightBelowItsConnector() {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1"), connector("card0-eDP-2")]
    let second = backlight("a_second", below: path("card0-eDP-2"))
    let first = backlight("b_first", below: path("card0-eDP-1"))
    topology.backlights = [second, first]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == [.backlight(first), .backlight(second)])
  }

  @Test func givesTwoPanelsTwoBacklightsOfTheirCard() {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1"), connector("card0-eDP-2")]
    topology.backlights = [backlight("a", below: card0), backlight("b", below: card0)]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == topology.backlights.map { .backlight($0) })
  }

  @Test func givesPanelsOfTwoCardsTheirOwnBacklights() {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1"), connector("card1-eDP-2", card: card1)]
    let nvidia = backlight("a_nvidia", below: card1)
    let intel = backlight("b_intel", below: card0)
    topology.backlights = [nvidia, intel]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == [.backlight(intel), .backlight(nvidia)])
  }

  /// acpi_video0 is below no card, vendors' backlights below platform devices.
  @Test func givesTheOnlyPanelABacklightThatIsBelowNoCard() {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1")]
    topology.backlights = [backlight("thinkpad", below: "/sys/devices/platform/thinkpad")]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment)
        == [.backlight(topology.backlights[0])])
  }

  /// The second panel of a laptop with two is off: its backlight is not the first one's.
  @Test func leavesTheBacklightOfADarkPanelAlone() {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1"), connector("card0-eDP-2", isConnected: false)]
    let dark = backlight("a_second", below: path("card0-eDP-2"))
    let lit = backlight("b_first", below: path("card0-eDP-1"))
    topology.backlights = [dark, lit]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.backlight(lit)])
  }

  @Test func saysThatAPanelHasNoBacklight() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1", bus: 5)]
    topology.buses = [bus(5)]
    let error = try reason(topology)
    #expect(error.code == .unsupported)
    #expect(error.message.contains("no backlight"))
  }

  @Test func hidesThePanelBehindAClosedLid() {
    var topology = Topology()
    topology.connectors = [
      connector("card0-DP-1", bus: 5), connector("card0-eDP-1", isConnected: false),
    ]
    topology.buses = [bus(5)]
    topology.backlights = [backlight("intel_backlight", below: path("card0-eDP-1"))]
    #expect(connectors(of: topology) == ["card0-DP-1"])
  }

  /// A board whose graphics driver shows no connectors, or a text console.
  @Test func showsABacklightWithoutAnyConnector() throws {
    var topology = Topology()
    topology.backlights = [
      backlight("a_raw", below: card0, .raw), backlight("b_platform", below: card0, .platform),
    ]
    let displays = DisplayPlan.displays(in: topology)
    #expect(displays.map(\.attachment) == [.backlight(topology.backlights[1])])
    let description = try #require(displays.first).description
    #expect(description.id == "backlight-b_platform")
    #expect(description.kind == .panel)
    #expect(description.isInternal)
    #expect(description.connector == "")
  }

  // MARK: Backlights that are not panels

  /// External monitors behind the ddcci kernel driver; lighten speaks DDC/CI itself.
  @Test func ignoresBacklightsOfTheDdcciDriver() {
    var topology = Topology()
    topology.connectors = [connector("card0-DP-1", bus: 5), connector("card0-eDP-1")]
    topology.buses = [bus(5)]
    let ddcci = backlight("ddcci5", below: "\(card0)/i2c-5/5-0037/ddcci5", .firmware)
    let intel = backlight("intel_backlight", below: path("card0-eDP-1"))
    topology.backlights = [ddcci, intel]
    #expect(
      DisplayPlan.displays(in: topology).map(\.attachment) == [.bus(5), .backlight(intel)])
    topology.connectors = [connector("card0-DP-1", bus: 5)]
    topology.backlights = [ddcci]
    #expect(connectors(of: topology) == ["card0-DP-1"])
  }

  /// The backlight chips of many tablets and boards hang on an I2C bus without being monitors.
  @Test func usesABacklightChipOnAnI2CBus() {
    var topology = Topology()
    topology.connectors = [connector("card0-DSI-1")]
    let chip = backlight("lp8556", below: "/sys/devices/platform/80860F41:00/i2c-1/1-002c")
    topology.backlights = [chip]
    #expect(DisplayPlan.displays(in: topology).map(\.attachment) == [.backlight(chip)])
  }

  /// Apple's monitors: one display for each, and never the panel's.
  @Test func showsUSBBacklightsAsMonitors() throws {
    var topology = Topology()
    topology.connectors = [connector("card0-eDP-1")]
    let usb = backlight(
      "appledisplay", below: "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0", .firmware)
    let intel = backlight("intel_backlight", below: path("card0-eDP-1"))
    topology.backlights = [usb, intel]
    let displays = DisplayPlan.displays(in: topology)
    #expect(displays.map(\.attachment) == [.backlight(intel), .backlight(usb)])
    let description = try #require(displays.last).description
    #expect(!description.isInternal)
    #expect(description.id == "backlight-appledisplay")
    #expect(description.kind == .panel)
  }

  // MARK: Builders

  private func path(_ connector: String, card: String? = nil) -> String {
    "\(card ?? card0)/drm/\(connector.prefix { $0 != "-" })/\(connector)"
  }

  private func connector(
    _ name: String, card: String? = nil, isConnected: Bool = true, edid: [UInt8] = [],
    bus: Int? = nil
  ) -> ConnectorSnapshot {
    ConnectorSnapshot(
      name: name, sysPath: path(name, card: card), cardPath: card ?? card0,
      isConnected: isConnected, edid: edid, bus: bus)
  }

  private func bus(
    _ number: Int, card: String?, hasNode: Bool = true, isAccessible: Bool = true
  ) -> BusSnapshot {
    BusSnapshot(number: number, cardPath: card, hasNode: hasNode, isAccessible: isAccessible)
  }

  private func bus(_ number: Int, hasNode: Bool = true, isAccessible: Bool = true) -> BusSnapshot {
    bus(number, card: card0, hasNode: hasNode, isAccessible: isAccessible)
  }

  private func backlight(
    _ name: String, below path: String, _ interface: BacklightSnapshot.Interface = .raw
  ) -> BacklightSnapshot {
    BacklightSnapshot(name: name, sysPath: "\(path)/backlight/\(name)", interface: interface)
  }

  private func connectors(of topology: Topology) -> [String] {
    DisplayPlan.displays(in: topology).map(\.description.connector)
  }

  /// Why the only display cannot be controlled.
  private func reason(_ topology: Topology) throws -> DeviceError {
    let displays = DisplayPlan.displays(in: topology)
    #expect(displays.count == 1)
    guard case .none(let error) = try #require(displays.first).attachment else {
      throw DeviceError(.failed, "it can be controlled: \(displays[0].attachment)")
    }
    return error
  }

  /// A valid base block: maker DEL, product A0C7, serial number 0x01020304.
  private var sampleEDID: [UInt8] {
    var bytes: [UInt8] = [0, 255, 255, 255, 255, 255, 255, 0, 0x10, 0xAC, 0xC7, 0xA0, 4, 3, 2, 1]
    bytes += [1, 30, 1, 4]
    bytes += [UInt8](repeating: 0, count: 128 - bytes.count)
    bytes[127] = 0 &- bytes.reduce(0, &+)
    return bytes
  }
}

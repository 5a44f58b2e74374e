/// A connector of a graphics card.
public struct ConnectorSnapshot: Equatable, Sendable {
  /// The name with its card, such as `card0-DP-1`.
  public let name: String
  /// The folder in sysfs.
  public let sysPath: String
  /// The card's device in sysfs, which its I2C buses and backlights share.
  public let cardPath: String
  /// Whether a monitor is connected.
  public let isConnected: Bool
  /// The monitor's EDID, empty when it has none.
  public let edid: [UInt8]
  /// The I2C bus that belongs to it, nil when the driver does not say.
  public let bus: Int?

  /// Makes a snapshot.
  public init(
    name: String, sysPath: String, cardPath: String, isConnected: Bool, edid: [UInt8], bus: Int?
  ) {
    self.name = name
    self.sysPath = sysPath
    self.cardPath = cardPath
    self.isConnected = isConnected
    self.edid = edid
    self.bus = bus
  }

  /// Whether it leads to a panel that is built in: eDP, LVDS and DSI do, and DPI on small boards
  /// (the names are those of drm_connector_enum_list in the kernel).
  public var isInternal: Bool {
    ["-eDP-", "-LVDS-", "-DSI-", "-DPI-"].contains { name.contains(text: $0) }
  }
}

import LightenCore

/// A monitor that is connected.
public struct MonitorFacts: Sendable, Equatable {
  /// How the brightness gets to it.
  public enum Attachment: Sendable, Equatable {
    /// DDC/CI on one of these I2C buses; none where no bus leads to it.
    case buses([BusFacts])
    /// A backlight of the kernel's.
    case backlight(name: String, path: String, isWritable: Bool)
    /// It is a panel, and has no backlight.
    case noBacklight
    /// Only the service knows, as for simulated monitors.
    case service
  }

  /// What the service says of it.
  public struct Report: Sendable, Equatable {
    /// Its state: `probing`, `ready`, `asleep`, `unresponsive` or `unsupported`.
    public let state: String
    /// One sentence when that is not `ready`.
    public let reason: String

    /// Makes a report.
    public init(state: String, reason: String = "") {
      self.state = state
      self.reason = reason
    }
  }

  /// The connector with its card, such as `card0-DP-1`; the backlight's name where there is none.
  public var connector: ConnectorName
  /// Maker and model, empty when unknown.
  public var name = ""
  /// How the brightness gets to it.
  public var attachment: Attachment
  /// The monitor's EDID, empty when it has none.
  public var edid: [UInt8] = []
  /// Whether the EDID has a serial number, so that no two monitors have the same EDID.
  public var hasSerial = false
  /// Whether the desktop shows something on it (sysfs attribute `enabled`).
  public var isEnabled = true
  /// Whether it is switched on (sysfs attribute `dpms`).
  public var isOn = true
  /// The N of the I2C bus that the driver names for it, where it names one.
  public var linkedBus: Int?
  /// What the service says of it, nil when it says nothing.
  public var report: Report?
  /// Whether the config says `enabled = false`.
  public var isLeftAlone = false

  /// Makes a monitor.
  public init(connector: String, attachment: Attachment) {
    self.connector = ConnectorName(connector)
    self.attachment = attachment
  }

  /// What people call it: `DP-1 (Dell U2720Q)`.
  public var label: String {
    name.isEmpty || name == connector.short ? connector.short : "\(connector.short) (\(name))"
  }

  /// Whether the service controls it at this moment.
  public var isReady: Bool { report?.state == "ready" }

  /// Its I2C buses, nil when it is not an external monitor.
  var buses: [BusFacts]? {
    if case .buses(let buses) = attachment { buses } else { nil }
  }
}

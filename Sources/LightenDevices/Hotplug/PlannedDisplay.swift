import LightenCore
import LightenSysfs

/// A monitor that is connected, and by what it can be controlled.
public struct PlannedDisplay: Equatable, Sendable {
  /// How to control it.
  public enum Attachment: Equatable, Sendable {
    /// DDC/CI on an I2C bus.
    case bus(Int)
    /// DDC/CI on one of these I2C buses; only the monitor on it can tell which.
    case oneOf([Int])
    /// A backlight.
    case backlight(BacklightSnapshot)
    /// DDC/CI on one of these I2C buses, none of which this user may use.
    case forbidden([Int])
    /// Not at all, and why.
    case none(DeviceError)
  }

  /// What is known without talking to it.
  public let description: DisplayDescription
  /// The EDID, empty when it has none.
  public let edid: [UInt8]
  /// How to control it.
  public let attachment: Attachment

  /// What tells it from the other monitors that are connected now.
  public var key: String { "\(description.connector) \(description.id)" }
}

/// What udev says about a device, after its rules have run.
public struct UdevEvent: Equatable, Sendable {
  /// `add`, `remove`, `change`, `bind` and so on.
  public let action: String
  /// The device's subsystem, such as `drm`.
  public let subsystem: String
  /// The device's folder in sysfs.
  public let sysPath: String
  /// The device's name in its subsystem, such as `card0` or `intel_backlight`.
  public let name: String

  /// Makes an event.
  public init(action: String, subsystem: String, sysPath: String, name: String) {
    self.action = action
    self.subsystem = subsystem
    self.sysPath = sysPath
    self.name = name
  }
}

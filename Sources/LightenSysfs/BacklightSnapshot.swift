/// A backlight of the kernel's.
public struct BacklightSnapshot: Equatable, Sendable {
  /// Which part of the system drives it, best first: the kernel's documentation tells programs to
  /// prefer firmware, then platform, then raw (Documentation/ABI/stable/sysfs-class-backlight).
  public enum Interface: Int, Sendable {
    /// A standard firmware interface.
    case firmware
    /// A platform-specific interface.
    case platform
    /// The hardware's registers.
    case raw
  }

  /// The name in `/sys/class/backlight`.
  public let name: String
  /// The folder in sysfs.
  public let sysPath: String
  /// Which part of the system drives it.
  public let interface: Interface

  /// Makes a snapshot.
  public init(name: String, sysPath: String, interface: Interface) {
    self.name = name
    self.sysPath = sysPath
    self.interface = interface
  }

  /// Whether it is an external monitor behind the ddcci kernel driver, which we drive ourselves.
  public var isOverDDC: Bool { sysPath.contains(text: "/ddcci") }
  /// Whether it is an external monitor with a USB control, such as Apple's.
  public var isOverUSB: Bool { sysPath.contains(text: "/usb") }

  /// Whether a program should rather use `left` than `right` where both drive the same panel.
  public static func isBetter(_ left: BacklightSnapshot, _ right: BacklightSnapshot) -> Bool {
    (left.interface.rawValue, left.name) < (right.interface.rawValue, right.name)
  }
}

/// The system's side of I2C.
public struct I2CFacts: Sendable, Equatable {
  /// Whether the kernel module i2c-dev, which makes `/dev/i2c-N`, is loaded or built in.
  public var isModuleLoaded = true
  /// Whether a file of modules-load.d has it loaded at each start.
  public var isLoadedAtBoot = true
  /// Whether a udev rules file gives I2C buses to whoever sits at the computer.
  public var isRuleInstalled = true
  /// Whether the system has the group `i2c`.
  public var isGroupKnown = false
  /// Whether the user is in it, from the next login at the latest.
  public var isMember = false

  /// Facts of a computer that is set up well.
  public init() {}
}

/// An I2C bus that leads to a monitor.
public struct BusFacts: Sendable, Equatable {
  /// N of `/dev/i2c-N`.
  public var number: Int
  /// Whether the node is there.
  public var hasNode = true
  /// Whether this user may open it.
  public var isAccessible = true
  /// The group that may open it, nil where none may.
  public var group: String?
  /// Whether udev has given it the tag `uaccess`, by which logind gives it to whoever sits at the
  /// computer.
  public var isTagged = true

  /// Makes a bus.
  public init(_ number: Int) { self.number = number }

  /// The path of its node.
  public var node: String { "/dev/i2c-\(number)" }
}

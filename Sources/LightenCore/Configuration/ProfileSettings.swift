/// How a profile wants a display to be; what it does not say is `nil`.
public struct ProfileSettings: Sendable, Hashable {
  /// The brightness to set, in percent, 0 to 100.
  public var brightness: Int?

  /// The least brightness while the profile is active, in percent, 0 to 100.
  public var minimum: Int?

  /// The greatest brightness while the profile is active, in percent, 0 to 100.
  public var maximum: Int?

  /// Whether to switch automatic brightness on or off.
  public var auto: Bool?

  /// The input to switch the monitor to: a value of the VCP feature 60h.
  public var input: UInt16?

  /// Settings that say nothing.
  public init() {}

  /// Takes over what settings say that count more.
  ///
  /// Where their limit contradicts another one, that one gives way.
  mutating func merge(_ other: ProfileSettings) {
    brightness = other.brightness ?? brightness
    minimum = other.minimum ?? minimum
    maximum = other.maximum ?? maximum
    if let minimum, let maximum, minimum > maximum {
      if other.minimum == nil { self.minimum = maximum } else { self.maximum = minimum }
    }
    auto = other.auto ?? auto
    input = other.input ?? input
  }
}

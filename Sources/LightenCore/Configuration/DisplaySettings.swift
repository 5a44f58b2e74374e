/// What the configuration says of a display; what it does not say is `nil`.
public struct DisplaySettings: Sendable, Hashable {
  /// A name to choose it by: not empty, not only digits, without `/`.
  public var alias: String?

  /// The least brightness that it may get, in percent, 0 to 100.
  public var minimum: Int?

  /// The greatest brightness that it may get, in percent, 0 to 100; not below ``minimum``.
  public var maximum: Int?

  /// Whether the light sensor steers its brightness.
  public var auto: Bool?

  /// Whether its last brightness is restored when it comes back.
  public var restore: Bool?

  /// Whether it is controlled at all.
  public var enabled: Bool?

  /// Settings that say nothing.
  public init() {}

  /// Takes over the limits of a profile.
  public mutating func merge(_ profile: ProfileSettings) {
    var limits = DisplaySettings()
    limits.minimum = profile.minimum
    limits.maximum = profile.maximum
    merge(limits)
  }

  /// Takes over what later settings say.
  ///
  /// Where their limit contradicts an earlier one, the earlier one gives way.
  mutating func merge(_ later: DisplaySettings) {
    alias = later.alias ?? alias
    minimum = later.minimum ?? minimum
    maximum = later.maximum ?? maximum
    if let minimum, let maximum, minimum > maximum {
      if later.minimum == nil { self.minimum = maximum } else { self.maximum = minimum }
    }
    auto = later.auto ?? auto
    restore = later.restore ?? restore
    enabled = later.enabled ?? enabled
  }
}

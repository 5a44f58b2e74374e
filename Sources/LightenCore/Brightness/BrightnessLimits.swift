/// The user's limits for a display: every change, absolute, relative or automatic, obeys them.
public struct BrightnessLimits: Equatable, Sendable {
  /// The lowest brightness, percent.
  public let minimum: Int
  /// The highest brightness, percent; never below `minimum`.
  public let maximum: Int

  /// No limits: 0 to 100 percent.
  public static let none = BrightnessLimits(minimum: 0, maximum: 100)

  /// The default for panels, whose backlight goes out at 0: a person could not see to undo it.
  public static let panel = BrightnessLimits(minimum: 1, maximum: 100)

  /// Makes limits; values outside 0 to 100 are brought inside.
  public init(minimum: Int, maximum: Int) {
    self.minimum = min(max(minimum, 0), 100)
    self.maximum = min(max(maximum, self.minimum), 100)
  }

  /// The nearest percentage within the limits.
  public func clamp(_ percent: Int) -> Int { min(max(percent, minimum), maximum) }
}

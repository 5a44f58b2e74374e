/// A brightness, as a person says it and as the hardware counts it.
public struct BrightnessLevel: Equatable, Sendable {
  /// Percent of what the hardware offers, 0 to 100.
  public let percent: Int
  /// The hardware's own value, 0 to its maximum.
  public let raw: Int

  /// Makes a level; see `BrightnessScale` for levels whose two numbers agree.
  public init(percent: Int, raw: Int) {
    self.percent = percent
    self.raw = raw
  }
}

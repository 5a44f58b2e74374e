import LightenCore

/// A brightness as hardware reports it.
public struct BrightnessReading: Equatable, Sendable {
  /// The present value.
  public let current: Int
  /// The greatest value.
  public let maximum: Int

  /// Makes a reading.
  public init(current: Int, maximum: Int) {
    self.current = current
    self.maximum = maximum
  }
}

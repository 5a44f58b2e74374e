import GLibKit

/// A brightness that the user wants in a light.
public struct LearnedPoint: Equatable, Sendable {
  /// The light, in the sensor's unit, 0 and up.
  public let light: Double
  /// The brightness in percent.
  public let brightness: Int

  /// Makes a point.
  public init(light: Double, brightness: Int) {
    self.light = light
    self.brightness = brightness
  }

  /// Reads a `(du)` of the property Points, nil when it is none.
  init?(_ value: Variant) {
    guard let light = value[0]?.double, light.isFinite, let brightness = value[1]?.uint32 else {
      return nil
    }
    self.init(light: light, brightness: Int(brightness))
  }
}

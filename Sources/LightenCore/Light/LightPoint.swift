/// A brightness that the user wanted in a light.
public struct LightPoint: Equatable, Sendable {
  /// The light level, in the sensor's unit.
  public let light: Double
  /// The brightness, percent, 0 to 100.
  public let percent: Int

  /// Makes a point.
  public init(light: Double, percent: Int) {
    self.light = light
    self.percent = percent
  }
}

/// What a light level is measured in; the word is part of the D-Bus contract.
public enum LightUnit: String, Sendable, CaseIterable {
  /// Lux.
  case lux
  /// Numbers whose meaning only the sensor's maker knows.
  case raw

  /// The greatest level that counts as one: ten times what lux in full sunlight are. A sensor that
  /// says more is broken.
  public static let greatestLevel = 1_000_000.0

  /// Whether a number can be a light level.
  public static func isLevel(_ value: Double) -> Bool {
    value.isFinite && value >= 0 && value <= greatestLevel
  }

  /// The place of a level on the scale that the curve is drawn on.
  ///
  /// Eyes compare lux by ratio, so lux go by their logarithm (1 is added for darkness); a raw level
  /// is taken as it is, as the predecessor's sensors are scaled to the eye already.
  func position(of level: Double) -> Double {
    switch self {
    case .lux: Logarithm.natural(1 + level)
    case .raw: level
    }
  }
}

import LightenInterface

/// Learned curves and where the room is now: all that a picture of them needs to know.
struct CurvePlot: Equatable {
  /// The displays.
  let series: [CurveSeries]
  /// How light becomes distance, the same for all displays.
  let scale: LightScale
  /// `lux` or `raw`.
  let unit: String
  /// The present light, nil when none is measured.
  let light: Double?

  /// The percentages that are written at the vertical axis.
  static let percentages = [0, 20, 40, 60, 80, 100]
}

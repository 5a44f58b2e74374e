import LightenInterface

/// What a plot shows of one display.
struct CurveSeries: Equatable {
  /// The display's number N.
  let number: Int
  /// The display's name.
  let name: String
  /// What was learned, by light.
  let points: [LearnedPoint]
  /// The curve through them, in pieces, as there may be lights in which nothing was learned.
  let outline: [[CurveVertex]]
  /// The present brightness in percent.
  let brightness: Int
  /// The brightness that the curve has for the present light, nil where nothing was learned.
  let learned: Int?
}

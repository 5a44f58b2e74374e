import LightenInterface

/// A corner of a drawn curve.
struct CurveVertex: Equatable {
  /// The light.
  let light: Double
  /// The brightness in percent; halves where it passes from one percentage to the next.
  let percent: Double
}

/// The lines that show a curve of which the service tells whole percentages.
enum CurveOutline {
  /// How finely a curve is looked at: more often than a picture has pixels, so that corners are
  /// where they belong.
  private static let sampleCount = 1000

  /// The lights at which to evaluate a curve: evenly over the scale, and each learned one.
  static func lights(_ scale: LightScale, _ points: [LearnedPoint]) -> [Double] {
    let even = (0...sampleCount).map { scale.light(at: Double($0) / Double(sampleCount)) }
    return Set(even + points.map(\.light)).sorted()
  }

  /// The curve in pieces, without the lights in which nothing was learned.
  ///
  /// Whole percentages would make stairs of it. So the corners are where one percentage becomes
  /// the next, at the half between them, and where something was learned.
  ///
  /// - Parameters:
  ///   - lights: from dark to bright.
  ///   - values: percent for each of them, nil where nothing was learned.
  static func pieces(
    lights: [Double], values: [Int?], points: [LearnedPoint]
  ) -> [[CurveVertex]] {
    let learned = Set(points.map(\.light))
    var pieces: [[CurveVertex]] = []
    var piece: [CurveVertex] = []
    var last: (light: Double, value: Int)?
    for (light, value) in zip(lights, values) {
      guard let value else {
        end(&piece, at: last, into: &pieces)
        last = nil
        continue
      }
      if let last {
        if last.value != value {
          add(
            CurveVertex(
              light: (last.light + light) / 2, percent: Double(last.value + value) / 2), to: &piece)
        }
      } else {
        piece = [CurveVertex(light: light, percent: Double(value))]
      }
      if learned.contains(light) {
        add(CurveVertex(light: light, percent: Double(value)), to: &piece)
      }
      last = (light, value)
    }
    end(&piece, at: last, into: &pieces)
    return pieces
  }

  private static func end(
    _ piece: inout [CurveVertex], at last: (light: Double, value: Int)?,
    into pieces: inout [[CurveVertex]]
  ) {
    if let last {
      add(CurveVertex(light: last.light, percent: Double(last.value)), to: &piece)
    }
    if !piece.isEmpty { pieces.append(piece) }
    piece = []
  }

  private static func add(_ vertex: CurveVertex, to piece: inout [CurveVertex]) {
    if piece.last != vertex { piece.append(vertex) }
  }
}

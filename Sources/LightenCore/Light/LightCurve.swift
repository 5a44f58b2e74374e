/// What was learned for a display: the brightness that its user wants in each light.
public struct LightCurve: Equatable, Sendable {
  /// The unit of the light levels.
  public let unit: LightUnit
  /// The learned points, by light; no two have the same.
  public private(set) var points: [LightPoint]

  /// Makes a curve; of points with the same light the last counts.
  public init(unit: LightUnit, points: [LightPoint] = []) {
    self.unit = unit
    self.points = []
    for point in points { add(point, replacing: { $0 == point.light }) }
  }

  /// Learns a point.
  ///
  /// - Parameters:
  ///   - point: what the user wants; its light must be a level.
  ///   - fidelity: `save_fidelity`: points whose light is less than this away go; 0 replaces only
  ///     the same light.
  public mutating func learn(_ point: LightPoint, fidelity: Int) {
    add(point) { $0 == point.light || abs($0 - point.light) < Double(fidelity) }
  }

  /// Forgets the point that is nearest to a light, if it is no further away than `reach`.
  ///
  /// Returns false when there is none.
  public mutating func forget(near light: Double, reach: Double) -> Bool {
    guard
      let nearest = points.indices.min(by: {
        abs(points[$0].light - light) < abs(points[$1].light - light)
      }), abs(points[nearest].light - light) <= reach
    else { return false }
    points.remove(at: nearest)
    return true
  }

  /// The brightness for a light, percent.
  ///
  /// - Parameters:
  ///   - light: the level.
  ///   - maxDeviation: `max_deviation`: so far beyond the outermost points theirs still counts.
  /// - Returns: nil where nothing was learned.
  public func percent(at light: Double, maxDeviation: Int) -> Int? {
    percents(at: [light], maxDeviation: maxDeviation)[0]
  }

  /// The same for many lights, which takes not much longer than for one.
  public func percents(at lights: [Double], maxDeviation: Int) -> [Int?] {
    guard let first = points.first, let last = points.last else {
      return lights.map { _ in nil }
    }
    let darkest = first.light - Double(maxDeviation)
    let brightest = last.light + Double(maxDeviation)
    let interpolation = interpolation
    return lights.map { light in
      guard light >= darkest, light <= brightest else { return nil }
      return Int(value(at: light, interpolation).rounded())
    }
  }

  /// The curve's exact value, percent; beyond the outermost points theirs. Needs a point.
  func value(at light: Double) -> Double { value(at: light, interpolation) }

  private var interpolation: MonotoneInterpolation {
    MonotoneInterpolation(
      x: points.map { unit.position(of: $0.light) }, y: points.map { Double($0.percent) })
  }

  private func value(at light: Double, _ interpolation: MonotoneInterpolation) -> Double {
    interpolation.value(at: unit.position(of: max(light, 0)))
  }

  private mutating func add(_ point: LightPoint, replacing: (Double) -> Bool) {
    points.removeAll { replacing($0.light) }
    points.insert(point, at: points.firstIndex { $0.light > point.light } ?? points.count)
  }
}

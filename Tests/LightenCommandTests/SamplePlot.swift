import LightenInterface

@testable import LightenCommand

/// Plots of made-up data.
enum SamplePlot {
  /// A plot of displays that learned these points; their curves are straight between the points,
  /// and reach as far beyond them as `reach`.
  static func plot(
    unit: String = "lux", light: Double? = nil, brightness: Int = 50, reach: Double = 10,
    _ points: [(Double, Int)]...
  ) -> CurvePlot {
    let learned = points.map { $0.map { LearnedPoint(light: $0.0, brightness: $0.1) } }
    let lights = learned.joined().map(\.light) + [light].compactMap(\.self)
    let scale = LightScale(unit: unit, lights: lights)
    let series = learned.enumerated().map { number, points in
      let lights = CurveOutline.lights(scale, points)
      let values = lights.map { value(points, $0, reach: reach) }
      return CurveSeries(
        number: number, name: "Monitor \(number)", points: points,
        outline: CurveOutline.pieces(lights: lights, values: values, points: points),
        brightness: brightness, learned: light.flatMap { value(points, $0, reach: reach) })
    }
    return CurvePlot(series: series, scale: scale, unit: unit, light: light)
  }

  /// The brightness of such a curve, exactly.
  static func exact(_ points: [LearnedPoint], _ light: Double, reach: Double) -> Double? {
    guard let first = points.first, let last = points.last,
      light >= first.light - reach, light <= last.light + reach
    else { return nil }
    guard let right = points.firstIndex(where: { $0.light >= light }) else {
      return Double(last.brightness)
    }
    guard right > 0 else { return Double(first.brightness) }
    let (a, b) = (points[right - 1], points[right])
    let part = (light - a.light) / (b.light - a.light)
    return Double(a.brightness) + part * Double(b.brightness - a.brightness)
  }

  /// The same in whole percent, as the service says it.
  static func value(_ points: [LearnedPoint], _ light: Double, reach: Double) -> Int? {
    exact(points, light, reach: reach).map { Int($0.rounded()) }
  }

  /// Plots of every kind, also of the strange ones.
  static let all: [CurvePlot] = [
    plot(light: 240, brightness: 62, [(1, 12), (15, 30), (90, 48), (400, 70), (2500, 95)]),
    plot(unit: "raw", light: 33, brightness: 30, [(3, 20), (40, 30), (77, 90)]),
    plot([]), plot(light: 0, []), plot(light: 100_000, []), plot(unit: "raw", []),
    plot([(0, 0)]), plot(light: 0, brightness: 0, [(0, 0)]),
    plot(light: 100_000, brightness: 100, [(100_000, 100)]),
    plot(unit: "raw", light: 100_000, brightness: 100, [(100_000, 100)]),
    plot(light: 1_000_000, brightness: 1, [(0, 100), (1_000_000, 0)]),
    plot(light: 0.3, brightness: 7, [(0.1, 5), (0.5, 9), (0.7, 8)]),
    plot(unit: "raw", light: 1e300, brightness: 7, [(0.1, 5), (1e18, 9)]),
    plot(unit: "", light: 5, [(5, 50), (6, 50), (7, 0)], [], [(1, 1)]),
    plot(light: 50, [(20, 80), (21, 20), (22, 80), (23, 20), (300, 55)], [(50, 50)]),
  ]

  /// All narrow widths, where it gets tight, and some of the others.
  static let widths = Array(20...80) + Array(stride(from: 81, through: 300, by: 9)) + [300]
}

import Testing

@testable import LightenCore

@Suite struct MonotoneInterpolationTests {
  /// What rounding may cost, for values up to 100.
  private static let tolerance = 1e-9

  struct Points: Sendable, CustomStringConvertible {
    var x: [Double]
    var y: [Double]
    var description: String { zip(x, y).map { "(\($0), \($1))" }.joined(separator: " ") }

    /// Places between and on the neighbours `index` and `index + 1`, in order.
    func places(after index: Int) -> [Double] {
      (0...64).map { min(x[index] + (x[index + 1] - x[index]) * Double($0) / 64, x[index + 1]) }
    }
  }

  /// Points of every kind: near and far apart, level, rising, falling and in zigzag.
  static let randomPoints: [Points] = {
    var generator = SeededGenerator(seed: 3)
    return (0..<150).map { _ in
      var x = [Double.random(in: 0...10, using: &generator)]
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        let gap = [1e-6, 1e-3, 1, 30, 1e5].randomElement(using: &generator)!
        x.append(x.last! + gap * Double.random(in: 0.5...1, using: &generator))
      }
      let coarse = Int.random(in: 0...3, using: &generator) == 0
      return Points(
        x: x,
        y: x.map { _ in
          Double(Int.random(in: 0...(coarse ? 4 : 100), using: &generator) * (coarse ? 25 : 1))
        })
    }
  }()

  @Test func passesThroughEachPoint() {
    for points in Self.randomPoints {
      let curve = MonotoneInterpolation(x: points.x, y: points.y)
      for (x, y) in zip(points.x, points.y) {
        #expect(abs(curve.value(at: x) - y) < Self.tolerance, "at \(x) of \(points)")
      }
    }
  }

  @Test func staysBetweenItsNeighboursAndNeverTurns() {
    for points in Self.randomPoints where points.x.count > 1 {
      let curve = MonotoneInterpolation(x: points.x, y: points.y)
      for index in 0..<points.x.count - 1 {
        let (from, to) = (points.y[index], points.y[index + 1])
        let values = points.places(after: index).map(curve.value)
        let range = min(from, to) - Self.tolerance...max(from, to) + Self.tolerance
        #expect(values.allSatisfy(range.contains), "\(points)")
        let turns = zip(values, values.dropFirst()).contains { value, next in
          from < to ? next < value - Self.tolerance : next > value + Self.tolerance
        }
        #expect(!turns, "between \(index) and \(index + 1) of \(points)")
      }
    }
  }

  @Test func risesThroughRisingPoints() {
    for points in Self.randomPoints where points.x.count > 1 {
      // The same value twice is level between them.
      let y = points.y.sorted()
      let curve = MonotoneInterpolation(x: points.x, y: y)
      let values = (0..<points.x.count - 1).flatMap(points.places).map(curve.value)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + Self.tolerance }, "\(points)")
    }
  }

  @Test func hasNoCorners() {
    for points in Self.randomPoints where points.x.count > 2 {
      let curve = MonotoneInterpolation(x: points.x, y: points.y)
      for index in 1..<points.x.count - 1 {
        let widths = [
          points.x[index] - points.x[index - 1], points.x[index + 1] - points.x[index],
        ]
        guard widths.min()! > 0.1 else { continue }
        let (x, step) = (points.x[index], widths.min()! * 1e-6)
        let before = (curve.value(at: x) - curve.value(at: x - step)) / step
        let after = (curve.value(at: x + step) - curve.value(at: x)) / step
        // Steffen's slopes are at most twice the smaller rise beside them, which is 1,000 here.
        #expect(abs(before - after) < 0.05, "at \(x) of \(points)")
      }
    }
  }

  @Test(
    arguments: [
      ([3], [40], [(0, 40), (3, 40), (9, 40)]),
      ([1, 2], [10, 30], [(0, 10), (1, 10), (1.25, 15), (1.5, 20), (2, 30), (5, 30)]),
      // A straight line stays one.
      ([0, 1, 4], [0, 10, 40], [(0.5, 5), (2, 20), (3.7, 37)]),
      // A peak and a level stretch are points, not bulges.
      ([0, 1, 2], [0, 100, 0], [(0.5, 62.5), (1, 100), (1.5, 62.5)]),
      ([0, 1, 2, 3], [20, 20, 80, 80], [(0.5, 20), (1.5, 50), (2.5, 80)]),
    ] as [([Double], [Double], [(Double, Double)])])
  func goesWhereExpected(x: [Double], y: [Double], values: [(Double, Double)]) {
    let curve = MonotoneInterpolation(x: x, y: y)
    for (position, value) in values {
      #expect(abs(curve.value(at: position) - value) < Self.tolerance)
    }
  }

  /// No two of them can be told apart by a sensor, but a hand-written state file may have them.
  @Test(
    arguments: [
      [0, .leastNormalMagnitude / 16, 1], [0, .leastNonzeroMagnitude, 1], [0, .ulpOfOne, 1],
      [1, 1, 2], [1, 2, 2], [0, 1e-17, 1e6],
    ] as [[Double]])
  func bearsPointsInOnePlace(x: [Double]) {
    for y in [[20, 60, 90], [90, 60, 20], [50, 50, 50], [20, 90, 20], [20, 20, 90]] as [[Double]] {
      let curve = MonotoneInterpolation(x: x, y: y)
      let between = zip(x, x.dropFirst()).flatMap { [$0, $0 + ($1 - $0) / 2, $1] }
      for position in between + [0.5, 1.5, 3] {
        let value = curve.value(at: position)
        #expect((y.min()!...y.max()!).contains(value), "\(value) at \(position) for \(y)")
      }
    }
  }
}

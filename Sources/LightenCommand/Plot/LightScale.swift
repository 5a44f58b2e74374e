import Glibc
import LightenCore

/// Where a light stands between the left and the right end of a plot.
struct LightScale: Equatable {
  /// How light becomes distance.
  enum Kind: Equatable {
    /// Evenly: for raw levels, of which nothing is known.
    case linear
    /// By the logarithm of 1 + light: eyes tell ratios of light, and 0 has a place too.
    case logarithmic
  }

  /// How light becomes distance.
  let kind: Kind
  /// The light at the right end; 0 is at the left one.
  let maximum: Double

  /// The least that a scale goes up to: less would spread noise over the whole plot.
  private static let leastMaximum = 10.0

  /// The most that the service takes as a light.
  private static let greatestMaximum = Double(LightLevel.maximum)

  /// Beyond the outermost light there are at least five percent of it, so that nothing stands on
  /// the edge.
  private static let room = 1.05

  /// A scale with room for these lights.
  ///
  /// - Parameter unit: `lux` or `raw`, as the Sensor interface has it.
  init(unit: String, lights: [Double]) {
    kind = unit == "lux" ? .logarithmic : .linear
    let highest = lights.filter(\.isFinite).max() ?? 0
    maximum = Self.rounded(
      up: min(max(highest * Self.room, Self.leastMaximum), Self.greatestMaximum))
  }

  /// How far to the right a light is, 0 to 1.
  func position(of light: Double) -> Double {
    let light = min(max(light, 0), maximum)
    return switch kind {
    case .linear: light / maximum
    case .logarithmic: log1p(light) / log1p(maximum)
    }
  }

  /// The light at a position from 0 to 1.
  func light(at position: Double) -> Double {
    switch kind {
    case .linear: position * maximum
    // Rounding must not lead beyond the end.
    case .logarithmic: min(expm1(position * log1p(maximum)), maximum)
    }
  }

  /// Sets of lights to write at the axis, the densest first; the last has only the ends.
  var tickSets: [[Double]] {
    let sets =
      switch kind {
      case .linear: Self.steps(below: maximum).map { Self.multiples(of: $0, upTo: maximum) }
      case .logarithmic:
        // Near 0 there is the least room: the sparse ones begin further right.
        [
          Self.numbers([1, 2, 5], upTo: maximum), Self.numbers([1, 3], upTo: maximum),
          Self.numbers([1], upTo: maximum), Self.numbers([10], upTo: maximum),
          Self.numbers([100], upTo: maximum, powersOf: 100),
        ].map { [0] + $0 }
      }
    return sets.filter { $0.count > 2 } + [[0, maximum]]
  }

  /// The next of 1, 2, 5, 10, 20, 50 … from a number up.
  private static func rounded(up number: Double) -> Double {
    let power = pow(10, floor(log10(number)))
    let factor = [1.0, 2, 5].first { $0 * power >= number } ?? 10
    return factor * power
  }

  /// 1, 2, 5, 10 … as steps that fit between twice and twelve times into the scale, the smallest
  /// first. Lights have no fractions that matter, so that 1 is the least.
  private static func steps(below maximum: Double) -> [Double] {
    numbers([1, 2, 5], upTo: maximum / 2).filter { maximum / $0 <= 12 }
  }

  private static func multiples(of step: Double, upTo maximum: Double) -> [Double] {
    (0...Int(maximum / step)).map { Double($0) * step }
  }

  /// The factors times each power of a base, up to a maximum.
  private static func numbers(
    _ factors: [Double], upTo maximum: Double, powersOf base: Double = 10
  ) -> [Double] {
    var numbers: [Double] = []
    var power = 1.0
    while power <= maximum {
      numbers += factors.map { $0 * power }.filter { $0 <= maximum }
      power *= base
    }
    return numbers
  }
}

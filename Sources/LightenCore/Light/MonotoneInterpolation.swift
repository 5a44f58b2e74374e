/// A smooth curve through points that never overshoots: between two neighbouring points it only
/// rises, only falls or stays level, and its extremes are points.
///
/// The method is M. Steffen's, “A simple method for monotonic interpolation in one dimension”,
/// Astronomy and Astrophysics 239 (1990), 443–450: a cubic between each two points, whose slope at a
/// point is that of a parabola through it and its neighbours, limited so that the cubic stays
/// monotone.
struct MonotoneInterpolation {
  /// Points that are nearer than this are a step: no sensor tells them apart, and the coefficients
  /// of a cubic between them could overflow.
  private static let narrowest = 1e-9

  private let x: [Double]
  private let y: [Double]
  private let slopes: [Double]

  /// The curve through points with these coordinates: at least one, `x` rising.
  init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
    slopes = Self.slopes(x, y)
  }

  /// The curve's value; beyond the outermost points it is theirs.
  func value(at position: Double) -> Double {
    guard position > x[0] else { return y[0] }
    let right = x.firstIndex { $0 >= position } ?? x.count
    guard right < x.count else { return y[x.count - 1] }
    let left = right - 1
    let width = x[right] - x[left]
    guard width > Self.narrowest else { return y[right] }
    let rise = (y[right] - y[left]) / width
    let distance = position - x[left]
    let cubic = (slopes[left] + slopes[right] - 2 * rise) / (width * width)
    let square = (3 * rise - 2 * slopes[left] - slopes[right]) / width
    let value = ((cubic * distance + square) * distance + slopes[left]) * distance + y[left]
    // Rounding must not lead beyond the points.
    return min(max(value, min(y[left], y[right])), max(y[left], y[right]))
  }

  private static func slopes(_ x: [Double], _ y: [Double]) -> [Double] {
    guard x.count > 1 else { return [0] }
    let widths = zip(x, x.dropFirst()).map { $1 - $0 }
    let rises = zip(zip(y, y.dropFirst()).map { $1 - $0 }, widths).map { $0 / $1 }
    var slopes = [rises[0]]
    for index in 1..<x.count - 1 {
      let (left, right) = (rises[index - 1], rises[index])
      guard left * right > 0 else {
        slopes.append(0)
        continue
      }
      let (before, after) = (widths[index - 1], widths[index])
      let parabola = (left * after + right * before) / (before + after)
      let limit = 2 * min(abs(left), abs(right))
      slopes.append(left > 0 ? min(parabola, limit) : max(parabola, -limit))
    }
    slopes.append(rises[rises.count - 1])
    return slopes
  }
}

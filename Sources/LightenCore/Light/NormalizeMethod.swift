/// How the light level becomes a brightness when it is normalized, as the predecessor did it
/// (jcrd/lighten, lightend/service.py, `normalize_methods`).
public enum NormalizeMethod: String, Sendable, Hashable, CaseIterable {
  /// The level itself.
  case exact
  /// The nearest multiple of ten, up from 5.
  case round
  /// The next multiple of ten from the level up.
  case roundUp = "round-up"
  /// The multiple of ten below; from 9 in the last place the one above, as the predecessor has it.
  case roundDown = "round-down"

  /// The brightness for a level.
  ///
  /// - Parameter level: At least 0.
  /// - Returns: Not limited to 100.
  public func brightness(for level: Int) -> Int {
    let step = 10
    let threshold =
      switch self {
      case .exact: Int?.none
      case .round: 5
      case .roundUp: 1
      case .roundDown: 9
      }
    guard let threshold else { return level }
    let below = level / step * step
    return level % step >= threshold ? below + step : below
  }
}

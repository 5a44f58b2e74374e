/// Compares the light from time to time, as the predecessor does: after each `restore_interval` with
/// the light at its beginning, and after `restore_range` of them with that at the beginning of the
/// whole range, so that slow changes are seen.
public struct RestoreSchedule: Equatable, Sendable {
  private let parameters: Parameters
  private var remaining: Int
  private var rangeStart: Double
  private var intervalStart: Double

  /// Begins the first interval in this light.
  public init(parameters: Parameters, light: Double) {
    self.parameters = parameters
    remaining = parameters.restoreRange
    rangeStart = light
    intervalStart = light
  }

  /// An interval is over; the next begins.
  ///
  /// - Parameter light: the level now.
  /// - Returns: whether it has changed by `change_threshold` or more: restore the brightness.
  public mutating func intervalEnded(light: Double) -> Bool {
    remaining -= 1
    // A range of 0 never ends, as with the predecessor.
    let isRangeOver = remaining == 0
    let start = isRangeOver ? rangeStart : intervalStart
    if isRangeOver {
      remaining = parameters.restoreRange
      rangeStart = light
    }
    intervalStart = light
    return abs(light - start) >= Double(parameters.changeThreshold)
  }
}

/// Decides when a display follows the light: late enough that its hardware is left in peace, soon
/// enough that nobody waits.
///
/// The predecessor's rules hold: a change by `change_threshold` or more counts, and `change_rate`
/// readings after a change cannot cause another. The change is measured from the light that the
/// brightness was last decided in, not from the reading before, so that a light that rises slowly is
/// followed too; and it must still be there in the next reading, so that a passing shadow or a
/// sensor's slip moves nothing. A sensor that tells only changes has no next reading: then the change
/// must have stood for one and a half intervals.
public struct LightFollower: Sendable {
  /// What to do now.
  public enum Verdict: Equatable, Sendable {
    /// Nothing.
    case stay
    /// Nothing yet: look again at this time, with the light that there is then.
    case lookAgain(at: Duration)
    /// Give the display the brightness for this light, and tell with `decided`.
    case follow
  }

  /// The parameters that count.
  public var parameters: Parameters
  /// The light that the brightness was last decided in, nil before the first.
  public private(set) var reference: Double?
  private var changedSince: (rising: Bool, time: Duration)?
  private var changedAt: Duration?

  /// Makes a follower that has not seen any light.
  public init(parameters: Parameters) {
    self.parameters = parameters
  }

  /// A reading of the sensor, or a second look at the same.
  ///
  /// - Parameters:
  ///   - light: the level.
  ///   - now: the time, on any clock that does not go back.
  public mutating func observe(_ light: Double, at now: Duration) -> Verdict {
    guard let reference else { return .follow }
    guard abs(light - reference) >= Double(parameters.changeThreshold) else {
      changedSince = nil
      return .stay
    }
    let isRising = light > reference
    if changedSince?.rising != isRising { changedSince = (isRising, now) }
    let confirmed = (changedSince?.time ?? now) + interval
    let rested = changedAt.map { $0 + interval * (parameters.changeRate + 1) } ?? .zero
    if now >= max(confirmed, rested) { return .follow }
    // Not at `confirmed`: the next reading of a sensor that is polled comes a little after that, and
    // it may say that nothing has changed.
    return .lookAgain(at: max(confirmed + interval / 2, rested))
  }

  /// The brightness was decided for this light, by the light or by the user.
  ///
  /// - Parameter wrote: whether that changed the display automatically; then it rests a while.
  public mutating func decided(for light: Double, at now: Duration, wrote: Bool) {
    reference = light
    changedSince = nil
    if wrote { changedAt = now }
  }

  /// Whether the last automatic change was less than `change_rate` readings ago, and less than a
  /// `restore_interval`.
  public func hasRecentlyChanged(at now: Duration) -> Bool {
    guard let changedAt else { return false }
    let rest = min(interval * (parameters.changeRate + 1), .seconds(parameters.restoreInterval))
    return now < changedAt + rest
  }

  private var interval: Duration { .seconds(parameters.sensorInterval) }
}

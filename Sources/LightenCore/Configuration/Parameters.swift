/// The `[params]` group: how the ambient light steers the brightness.
///
/// Names, meanings and defaults are the predecessor's (jcrd/lighten, README.md, lightend.conf and
/// lightend/service.py). Light levels are in the sensor's own unit.
public struct Parameters: Sendable, Hashable {
  /// `sensor_interval`: seconds between two readings of the sensor, at least 1.
  public var sensorInterval = 1

  /// `save_fidelity`: a saved light level less than this away from a new one is replaced by it; 0
  /// replaces only the same level.
  public var saveFidelity = 5

  /// `max_deviation`: how far a saved light level may be from the present one for its brightness to
  /// be restored.
  public var maxDeviation = 10

  /// `change_threshold`: a change of the light level by this much or more restores the saved
  /// brightness; 0 lets every reading do so.
  public var changeThreshold = 10

  /// `change_rate`: how many readings after a restoration cannot start another; 3 means that only
  /// every fourth can.
  public var changeRate = 3

  /// `restore_interval`: seconds between two checks whether the light level has changed enough to
  /// restore a brightness, at least 1.
  public var restoreInterval = 900

  /// `restore_range`: after this many restore intervals the level is compared with that at the start
  /// of the range, so that slow changes are seen; 0 never does.
  public var restoreRange = 2

  /// `normalize_method`: how a light level becomes a brightness.
  public var normalizeMethod = NormalizeMethod.exact

  /// `normalize_mode`: from where a normalized brightness counts.
  public var normalizeMode = NormalizeMode.absolute

  /// `auto_normalize`: whether the brightness is normalized, and not restored, at start and wake-up.
  public var autoNormalize = false

  /// The largest number that any of them takes; lux in full sunlight are about 100,000, and seconds
  /// in a week 604,800.
  public static let largestValue = 1_000_000

  /// The defaults.
  public init() {}
}

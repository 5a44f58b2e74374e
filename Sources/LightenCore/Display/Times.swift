/// A moment on the service's clock, counted from an arbitrary start.
public typealias Instant = Duration

/// The time constants of one display, each with its reason.
public struct Times: Equatable, Sendable {
  /// A level that was acknowledged or read so recently is known: a request for it sends nothing.
  public var freshness: Duration = .seconds(2)
  /// From the last write of a series to the read that shows whether it was kept.
  public var readBack: Duration = .milliseconds(1_500)
  /// The same for a monitor that was away: a monitor that has just woken up may lose what it
  /// acknowledges. One wait for each write; after as many lost writes the monitor wins.
  public var readBacksAfterAbsence: [Duration] = [1, 1, 3, 4].map { .seconds($0) }
  /// From a surprising answer (no brightness control, an odd level) to the second question.
  public var secondReading: Duration = .seconds(1)
  /// So long after a wake, a plug or the session's return *permission denied* means “not yet”:
  /// logind gives access back a moment late (HARDWARE.md).
  public var accessGrace: Duration = .seconds(3)
  /// A display that takes longer to be looked at for the first time is shown as it is until then.
  public var firstLook: Duration = .seconds(3)
  /// So long after its return a monitor that had the right level may still lose its next write.
  public var returnPeriod: Duration = .seconds(10)
  /// Monitors may be deaf for tens of seconds after the computer woke up: two minutes of attempts.
  public var wakeRetries = RetryTimes(
    first: .milliseconds(500), longest: .seconds(5), attempts: 30)
  /// About two minutes of attempts. Asking forever would keep a monitor from sleeping.
  public var retries = RetryTimes(first: .seconds(1), longest: .seconds(64), attempts: 7)
  /// Between two looks at what the kernel says about a monitor in standby, which costs nothing.
  public var standbyCheck: Duration = .seconds(15)
  /// Series that are closer together count once on the way to trust.
  public var trustInterval: Duration = .seconds(10)
  /// Trust, and the memory of what a monitor makes of a value, end after this time.
  public var trustPeriod: Duration = .seconds(600)
  /// A feature that hung is refused for so long.
  public var featureRefusal: Duration = .seconds(60)
  /// A feature that fails has the brightness read at most this often.
  public var checkInterval: Duration = .seconds(60)

  /// The constants of the service.
  public static let standard = Times()

  private init() {}

  /// The same constants, divided by a factor of at least 1, for tests that must not wait.
  public func divided(by factor: Int) -> Times {
    let factor = max(factor, 1)
    var times = self
    for constant in [
      \Times.freshness, \.readBack, \.secondReading, \.accessGrace, \.firstLook, \.returnPeriod,
      \.standbyCheck, \.trustInterval, \.trustPeriod, \.featureRefusal, \.checkInterval,
    ] {
      times[keyPath: constant] /= factor
    }
    times.readBacksAfterAbsence = readBacksAfterAbsence.map { $0 / factor }
    times.wakeRetries = wakeRetries.divided(by: factor)
    times.retries = retries.divided(by: factor)
    return times
  }
}

/// Waits that double between attempts; see `BackOff`.
public struct RetryTimes: Equatable, Sendable {
  /// The first wait.
  public var first: Duration
  /// No wait is longer.
  public var longest: Duration
  /// How many waits there are.
  public var attempts: Int

  /// The waits from the first one on.
  var backOff: BackOff { BackOff(first: first, longest: longest, attempts: attempts) }

  func divided(by factor: Int) -> RetryTimes {
    RetryTimes(first: first / factor, longest: longest / factor, attempts: attempts)
  }
}

/// What the user, the light and the kind of hardware say about one display. The machine never asks
/// for rules: whoever changes one passes all of them in again.
public struct DisplayRules: Equatable, Sendable {
  /// What the display tells about its level.
  public enum Reports: Equatable, Sendable {
    /// Nothing: it has to be read (DDC/CI).
    case none
    /// Each change, by itself (a panel): its known level does not grow old and is not read back.
    case changes
  }

  /// The lowest level that is written.
  public var minimum = Percent.none
  /// The highest level that is written; not below `minimum`.
  public var maximum = Percent.all
  /// Whether a display that was away gets its level back.
  public var restores = true
  /// The level that the light policy would give now; replaces the old level at a return.
  public var lightLevel: Percent?
  /// What the display tells about its level.
  public var reports = Reports.none
  /// The shortest sensible time between two steps of a fade.
  public var pace: Duration = .milliseconds(50)
  /// The pause that the wire needs after a transfer, where the device does not keep it itself.
  public var rest: Duration = .zero

  /// Makes the rules of a DDC/CI monitor without limits.
  public init() {}

  /// The nearest level that may be written.
  func clamp(_ level: DisplayLevel, _ scale: BrightnessScale) -> DisplayLevel {
    if level.raw < scale.raw(minimum) { return scale.level(minimum) }
    return level.raw > scale.raw(max(maximum, minimum)) ? scale.level(maximum) : level
  }
}

/// The moments in which a missing permission is only late.
///
/// After a wake, a plug and the session's return to the foreground, logind gives access to a device up
/// to three seconds after the device itself is there, and no event tells of it. Until then
/// a denial means “not yet”, and the operation is tried again.
public struct AccessGrace: Equatable, Sendable {
  /// So long a denial says nothing.
  public static let time: Duration = .seconds(3)
  private static let backOff = BackOff(first: .milliseconds(50), longest: .milliseconds(400))

  private var end: Duration?
  private var backOff = AccessGrace.backOff

  /// Makes one that has not begun: a denial counts.
  public init() {}

  /// Access may be on its way: from now on a denial says nothing for some time.
  public mutating func begin(at now: Duration) {
    end = now + Self.time
    backOff.reset()
  }

  /// Whether a denial says nothing at the moment.
  public func isOpen(at now: Duration) -> Bool { end.map { now < $0 } ?? false }

  /// How long to wait with the next attempt after a denial; nil when the denial counts.
  ///
  /// The last attempt is made at the very end.
  public mutating func wait(at now: Duration) -> Duration? {
    guard let end, now < end else { return nil }
    return backOff.wait().map { min($0, end - now) }
  }
}

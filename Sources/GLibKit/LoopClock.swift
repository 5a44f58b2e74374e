import CGLib

/// Time and timers on the main loop. Tests put a clock of their own in its place.
@LoopActor
public protocol LoopClock: AnyObject, Sendable {
  /// The time since some fixed moment; it never goes back.
  var now: Duration { get }
  /// Calls `action` once after `delay`, unless the result is cancelled or released before.
  func schedule(after delay: Duration, _ action: @escaping @LoopActor () -> Void) -> any LoopTimer
}

/// A timer that was scheduled on a `LoopClock`.
@LoopActor
public protocol LoopTimer: AnyObject {
  /// Stops the timer. Does nothing when it has fired.
  func cancel()
}

extension LoopClock {
  /// Waits for `delay`.
  public func sleep(for delay: Duration) async {
    var timer: (any LoopTimer)?
    await withCheckedContinuation { continuation in
      timer = schedule(after: delay) { continuation.resume() }
    }
    timer?.cancel()
  }
}

/// The clock of the system: CLOCK_MONOTONIC and GLib's timers.
@LoopActor
public final class SystemLoopClock: LoopClock {
  /// Makes the clock.
  public nonisolated init() {}

  /// The monotonic time.
  public var now: Duration { .microseconds(g_get_monotonic_time()) }

  /// Schedules a GLib timer, rounded up to milliseconds.
  public func schedule(
    after delay: Duration, _ action: @escaping @LoopActor () -> Void
  ) -> any LoopTimer {
    LoopSource.timer(after: delay, action)
  }
}

extension LoopSource: LoopTimer {}

import CLinux
import GLibKit
import Glibc

/// Notices by the clocks that the computer has slept: CLOCK_BOOTTIME counts sleep, CLOCK_MONOTONIC
/// does not. Nothing is polled: the kernel cancels a timer of CLOCK_REALTIME that asks for it
/// whenever that clock is set, which it also is after a sleep (timerfd_create(2),
/// TFD_TIMER_CANCEL_ON_SET).
@LoopActor
final class WakeClock {
  /// Sleep that is shorter than this is none: the two clocks are not read at the same moment.
  private static let shortestSleep: Duration = .seconds(1)

  private let descriptor: Int32
  private var source: LoopSource?
  private var slept: Duration
  private let sleepTime: @LoopActor () -> Duration

  /// Calls `onWake` after each sleep. Nil where the kernel has no such timer.
  ///
  /// - Parameter sleepTime: how long the computer has slept since it started.
  init?(
    sleepTime: @escaping @LoopActor () -> Duration = WakeClock.sleepTime,
    onWake: @escaping @LoopActor () -> Void
  ) {
    let descriptor = lighten_timer_cancelled_by_set_clock()
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    self.sleepTime = sleepTime
    slept = sleepTime()
    source = LoopSource.readable(descriptor) { [weak self] in
      guard let self else { return false }
      lighten_timer_read(self.descriptor)
      if self.hasSlept() { onWake() }
      return true
    }
  }

  isolated deinit {
    source?.cancel()
    close(descriptor)
  }

  /// Whether the computer has slept since the last call.
  func hasSlept() -> Bool {
    let before = slept
    slept = sleepTime()
    return slept - before >= Self.shortestSleep
  }

  /// How long the computer has slept since it started.
  static func sleepTime() -> Duration { time(CLOCK_BOOTTIME) - time(CLOCK_MONOTONIC) }

  private static func time(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

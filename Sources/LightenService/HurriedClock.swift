import GLibKit

/// A clock on which time passes faster: for tests and demonstrations of what takes its time.
@LoopActor
final class HurriedClock: LoopClock {
  private let clock: any LoopClock
  private let factor: Int

  /// Makes a clock that runs `factor` times as fast as `clock`.
  init(_ clock: any LoopClock, factor: Int) {
    self.clock = clock
    self.factor = factor
  }

  var now: Duration { clock.now * factor }

  func schedule(after delay: Duration, _ action: @escaping @LoopActor () -> Void) -> any LoopTimer {
    clock.schedule(after: delay / factor, action)
  }
}

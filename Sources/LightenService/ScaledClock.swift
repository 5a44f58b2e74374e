import GLibKit

/// A clock on which time passes faster or more slowly: for tests and demonstrations.
@LoopActor
final class ScaledClock: LoopClock {
  private let clock: any LoopClock
  private let factor: Double

  /// Makes a clock that runs `factor` times as fast as `clock`.
  init(_ clock: any LoopClock, factor: Double) {
    self.clock = clock
    self.factor = factor
  }

  // In whole microseconds: moments that are compared have no digits of the multiplication.
  var now: Duration { .microseconds((clock.now / .microseconds(1) * factor).rounded()) }

  func schedule(after delay: Duration, _ action: @escaping @LoopActor () -> Void) -> any LoopTimer {
    clock.schedule(after: delay / factor, action)
  }
}

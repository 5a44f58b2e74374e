import GLibKit

/// A clock whose time passes only when a test says so.
@LoopActor
public final class ManualLoopClock: LoopClock {
  /// The time; it begins above zero, so that nobody takes a duration for a moment unnoticed.
  public private(set) var now: Duration = .seconds(1_000)
  private var timers: [WeakTimer] = []
  private var scheduled = 0

  private struct WeakTimer {
    weak var timer: ManualLoopTimer?
  }

  /// Makes a clock.
  public nonisolated init() {}

  /// Schedules a timer; like a `LoopSource` it stops when it is released.
  public func schedule(
    after delay: Duration, _ action: @escaping @LoopActor () -> Void
  ) -> any LoopTimer {
    scheduled += 1
    let timer = ManualLoopTimer(due: now + max(delay, .zero), order: scheduled, action)
    timers.append(WeakTimer(timer: timer))
    return timer
  }

  /// How long it is until the next timer fires, nil when none is scheduled.
  public var untilNext: Duration? { next.map { $0.due - now } }

  /// Lets time pass, and fires the timers that are due on the way at their moments.
  public func advance(by duration: Duration) async {
    let end = now + duration
    await TestLoop.settle()
    while let timer = next, timer.due <= end {
      now = max(now, timer.due)
      timer.fire()
      await TestLoop.settle()
    }
    now = end
  }

  private var next: ManualLoopTimer? {
    timers.removeAll { $0.timer?.isActive != true }
    return timers.compactMap(\.timer).min { ($0.due, $0.order) < ($1.due, $1.order) }
  }
}

/// A timer of a `ManualLoopClock`.
@LoopActor
final class ManualLoopTimer: LoopTimer {
  let due: Duration
  let order: Int
  private var action: (@LoopActor () -> Void)?

  init(due: Duration, order: Int, _ action: @escaping @LoopActor () -> Void) {
    self.due = due
    self.order = order
    self.action = action
  }

  var isActive: Bool { action != nil }

  func cancel() { action = nil }

  func fire() {
    let action = self.action
    self.action = nil
    action?()
  }
}

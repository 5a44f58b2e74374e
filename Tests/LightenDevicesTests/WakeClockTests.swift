import GLibKit
import LoopTestSupport
import Testing

@testable import LightenDevices

@Suite(.onLoop, .timeLimit(.minutes(1))) struct WakeClockTests {
  @LoopActor private final class Sleep {
    var time: Duration = .seconds(500)
    var wakings = 0

    nonisolated init() {}
  }

  /// How much longer the computer has slept at each look, seconds, and whether that counts.
  @Test(
    arguments: [
      [(0, false), (0, false)], [(1, true)], [(3_600, true), (0, false), (20, true)],
      // The two clocks are not read at the same moment.
      [(0.999, false), (0.001, false)], [(0.5, false), (0.5, false), (0.5, false), (1, true)],
      [(-0.5, false), (0.9, false)], [(-100, false), (1, true)],
    ] as [[(Double, Bool)]])
  @LoopActor func noticesSleep(looks: [(more: Double, hasSlept: Bool)]) throws {
    let sleep = Sleep()
    let clock = try #require(WakeClock(sleepTime: { sleep.time }) { sleep.wakings += 1 })
    for look in looks {
      sleep.time += .seconds(look.more)
      #expect(clock.hasSlept() == look.hasSlept)
    }
    // Only the kernel's timer tells of it by itself.
    #expect(sleep.wakings == 0)
  }

  @Test @LoopActor func countsTheSleepThatThereWas() {
    let first = WakeClock.sleepTime()
    let second = WakeClock.sleepTime()
    #expect(first >= .milliseconds(-100))
    #expect((second - first).components.seconds == 0)
  }
}

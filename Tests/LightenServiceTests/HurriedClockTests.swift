import GLibKit
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct HurriedClockTests {
  @Test(arguments: [1, 10, 60]) @LoopActor func passesFaster(factor: Int) async {
    let clock = ManualLoopClock()
    let hurried = HurriedClock(clock, factor: factor)
    let start = hurried.now
    var fired: [Duration] = []
    let timers = [60, 30].map { seconds in
      hurried.schedule(after: .seconds(seconds)) { fired.append(hurried.now - start) }
    }
    await clock.advance(by: .milliseconds(30_000 / factor))
    #expect(fired == [.seconds(30)])
    await clock.advance(by: .milliseconds(30_000 / factor))
    #expect(fired == [.seconds(30), .seconds(60)])
    #expect(hurried.now - start == .seconds(60))
    withExtendedLifetime(timers) {}
  }

  @Test @LoopActor func letsATimerBeCancelled() async {
    let clock = ManualLoopClock()
    let hurried = HurriedClock(clock, factor: 10)
    var hasFired = false
    let timer = hurried.schedule(after: .seconds(10)) { hasFired = true }
    #expect(clock.untilNext == .seconds(1))
    timer.cancel()
    await clock.advance(by: .seconds(10))
    #expect(!hasFired)
  }
}

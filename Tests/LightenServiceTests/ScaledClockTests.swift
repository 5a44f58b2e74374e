import GLibKit
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct ScaledClockTests {
  @Test(arguments: [0.25, 1, 10, 60]) @LoopActor func passesAtItsSpeed(factor: Double) async {
    let clock = ManualLoopClock()
    let scaled = ScaledClock(clock, factor: factor)
    let start = scaled.now
    var fired: [Duration] = []
    let timers = [60, 30].map { seconds in
      scaled.schedule(after: .seconds(seconds)) { fired.append(scaled.now - start) }
    }
    await clock.advance(by: .milliseconds(30_000) / factor)
    #expect(fired == [.seconds(30)])
    await clock.advance(by: .milliseconds(30_000) / factor)
    #expect(fired == [.seconds(30), .seconds(60)])
    #expect(scaled.now - start == .seconds(60))
    withExtendedLifetime(timers) {}
  }

  @Test @LoopActor func letsATimerBeCancelled() async {
    let clock = ManualLoopClock()
    let scaled = ScaledClock(clock, factor: 10)
    var hasFired = false
    let timer = scaled.schedule(after: .seconds(10)) { hasFired = true }
    #expect(clock.untilNext == .seconds(1))
    timer.cancel()
    await clock.advance(by: .seconds(10))
    #expect(!hasFired)
  }
}

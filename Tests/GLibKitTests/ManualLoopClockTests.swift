import GLibKit
import LoopTestSupport
import Testing

/// The helper keeps the promises of the protocol, else tests that rest on it prove nothing.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct ManualLoopClockTests {
  let clock = ManualLoopClock()
  let notes = Notes()

  @Test @LoopActor func firesTimersWhenTheyAreDue() async {
    let start = clock.now
    let timers = [3, 1, 2].map { seconds in
      clock.schedule(after: .seconds(seconds)) { [clock, notes] in
        notes.add("\(seconds) at \(clock.now - start)")
      }
    }
    #expect(clock.untilNext == .seconds(1))
    await clock.advance(by: .milliseconds(999))
    #expect(notes.texts == [])
    await clock.advance(by: .seconds(2))
    #expect(notes.texts == ["1 at 1.0 seconds", "2 at 2.0 seconds"])
    #expect(clock.now - start == .milliseconds(2_999))
    await clock.advance(by: .seconds(10))
    #expect(notes.texts.count == 3)
    #expect(clock.untilNext == nil)
    // A use, not `_ = timers`: optimized code releases them, and so cancels them, after the last one.
    #expect(timers.count == 3)
  }

  @Test @LoopActor func forgetsTimersThatAreCancelledOrReleased() async {
    let cancelled = clock.schedule(after: .seconds(1)) { [notes] in notes.add("cancelled") }
    var released: (any LoopTimer)? = clock.schedule(after: .seconds(1)) { [notes] in
      notes.add("released")
    }
    #expect(released != nil)
    cancelled.cancel()
    released = nil
    #expect(clock.untilNext == nil)
    await clock.advance(by: .seconds(2))
    #expect(notes.texts == [])
  }

  @Test @LoopActor func letsTasksSleep() async {
    let start = clock.now
    let task = LoopTask { [clock] in
      for _ in 0..<3 { await clock.sleep(for: .seconds(1)) }
      return clock.now - start
    }
    await clock.advance(by: .seconds(10))
    #expect(await task.value == .seconds(3))
  }
}

import LoopTestSupport
import Testing

@testable import GLibKit

@Suite(.onLoop, .timeLimit(.minutes(1))) struct LoopActorTests {
  @Test @LoopActor func assumesIsolationOnTheLoop() {
    #expect(LoopActor.assumeIsolated { 7 } == 7)
    #expect(throws: GLibError.self) {
      try LoopActor.assumeIsolated { throw GLibError(message: "passed on") }
    }
  }

  /// A callback on another thread is a mistake that must not go unnoticed.
  @Test func stopsTheProgramElsewhere() async {
    await #expect(processExitsWith: .failure) {
      LoopActor.assumeIsolated {}
    }
  }

  @Test func runsTheMainLoopUntilTheBodyHasFinished() async {
    await #expect(processExitsWith: .success) {
      let value = MainLoop.run {
        let clock = SystemLoopClock()
        let start = clock.now
        await clock.sleep(for: .milliseconds(20))
        let task = LoopTask { "done" }
        let text = await task.value
        precondition(clock.now - start >= .milliseconds(20))
        return text
      }
      precondition(value == "done")
    }
  }
}

import Testing

@testable import LightenDevices

@Suite struct SleepStateTests {
  typealias Step = (event: SleepState.Event, actions: [SleepState.Action])

  /// What happens, one after the other, and what is done about each.
  @Test(
    arguments: [
      // As it usually is.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
        (.sleepBegins, [.prepare(1)]),
        (.isReady(1), [.releaseInhibitor]),
        (.clocksJumped, []),
        (.sleepEnds, [.wake, .takeInhibitor]),
        (.sleepBegins, [.prepare(2)]),
      ],
      // Said twice.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
        (.sleepBegins, [.prepare(1)]), (.sleepBegins, []),
        (.isReady(1), [.releaseInhibitor]),
        (.sleepEnds, [.wake, .takeInhibitor]),
        (.sleepEnds, [.wake, .takeInhibitor]),
      ],
      // What is prepared too late must not give up the inhibitor of the next sleep.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
        (.sleepBegins, [.prepare(1)]), (.sleepEnds, [.wake, .takeInhibitor]), (.isReady(1), []),
        (.sleepBegins, [.prepare(2)]), (.isReady(1), []), (.isReady(2), [.releaseInhibitor]),
      ],
      // Logind ends in the middle of a sleep, and the computer sleeps all the same.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
        (.sleepBegins, [.prepare(1)]),
        (.logind(false), [.releaseInhibitor, .wake]),
        (.clocksJumped, [.wake]),
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
      ],
      // It is back before the computer sleeps: nobody tells of the end but the clocks.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]),
        (.sleepBegins, [.prepare(1)]),
        (.logind(true), [.releaseInhibitor, .wake, .takeInhibitor]),
        (.isReady(1), []),
        (.clocksJumped, [.wake]),
      ],
      // A sleep that logind was not asked for.
      [
        (.logind(true), [.releaseInhibitor, .takeInhibitor]), (.clocksJumped, [.wake]),
      ],
      // Without logind.
      [(.clocksJumped, [.wake]), (.clocksJumped, [.wake])],
      // The service starts during a sleep.
      [(.sleepEnds, [.wake, .takeInhibitor])],
    ] as [[Step]])
  func doesWhatIsDue(steps: [Step]) {
    var state = SleepState()
    for step in steps { #expect(state.handle(step.event) == step.actions, "\(step.event)") }
  }

  @Test func knowsWhetherTheComputerSleeps() {
    var state = SleepState()
    #expect(!state.isAsleep)
    _ = state.handle(.sleepBegins)
    #expect(state.isAsleep)
    _ = state.handle(.isReady(1))
    #expect(state.isAsleep)
    _ = state.handle(.sleepEnds)
    #expect(!state.isAsleep)
  }
}

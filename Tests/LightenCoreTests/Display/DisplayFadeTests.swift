import DisplayHistories
import LightenCore
import Testing

/// H7, H8, H9, H13, H19: fades and relative changes.
@Suite struct DisplayFadeTests {
  @Test func fadesInStepsAndAnswersAtTheEnd() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(60, 1_000))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect((room.delay(call) ?? .zero) >= .milliseconds(950))
    #expect(room.writes == Array(51...60))
    #expect(room.announced == Array(51...60))
    #expect(room.isAtRest(60))
  }

  /// H19: a panel with many levels fades in steps of its own.
  @Test func fadesInStepsOfTheHardware() {
    var room = HistoryPlayer.room(raw: 500, maximum: 1_000)
    room.perform(.fade(51, 1_000))
    room.pass(.seconds(20))
    #expect(room.writes == Array(501...510))
  }

  /// H7: a fade on a silent monitor reads first.
  @Test func readsBeforeAFadeOnASilentMonitor() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 1_000), .refresh)
    room.pass(ms: 900)
    room.perform(.fault(.unresponsive, 0), .button(80))
    let call = room.perform(.fade(60, 1_000))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.writes.first == 79)
    #expect(room.isAtRest(60))
  }

  /// H7: without a reading a relative change fails and leaves no goal.
  @Test func aRelativeChangeOnASilentMonitorLeavesNoGoal() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 60_000), .refresh)
    room.pass(.seconds(1))
    let call = room.perform(.add(10))
    room.pass(.seconds(1))
    #expect(room.error(call) == .unresponsive)
    #expect(room.saved == 50)
    room.pass(.seconds(200))
    #expect(room.isAtRest(50))
  }

  @Test func aRelativeChangeCountsFromWhatIsReadThen() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 1_000), .refresh)
    room.pass(ms: 900)
    room.perform(.fault(.unresponsive, 0), .button(70))
    let call = room.perform(.add(10))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(80))
  }

  /// H8: the next step makes up for a step that fails.
  @Test func aStepMakesUpForOneThatFails() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(60, 2_000))
    room.pass(ms: 500)
    room.perform(.fault(.unresponsive, 250))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.machine.state == .ready)
    #expect(room.isAtRest(60))
  }

  @Test func threeFailuresInARowFailAFade() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(90, 5_000))
    room.pass(ms: 500)
    room.perform(.fault(.unresponsive, 3_000))
    room.pass(.seconds(2))
    #expect(room.error(call) == .unresponsive)
    #expect(room.saved == 90)
    room.pass(.seconds(30))
    #expect(room.isAtRest(90))
  }

  @Test func aRefusalFailsAFade() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(90, 5_000))
    room.pass(ms: 500)
    room.perform(.refusedWrites(1))
    room.pass(.seconds(2))
    #expect(room.error(call) == .failed)
    let stopped = room.monitor.raw
    room.pass(.seconds(20))
    #expect(room.isAtRest(stopped))
  }

  /// H9: a level far outside of what the fade covered was set by somebody.
  @Test func aButtonEndsAFade() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(60, 60_000))
    room.pass(.seconds(10))
    room.perform(.button(90), .refresh)
    room.pass(ms: 200)
    #expect(room.answer(call) == .taken(false))
    room.pass(.seconds(60))
    #expect(room.isAtRest(90))
  }

  @Test func aReadingNearTheFadeDoesNotEndIt() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(60, 60_000))
    room.pass(.seconds(10))
    room.perform(.button(54), .refresh)
    room.pass(ms: 200)
    #expect(room.shown == 54)
    room.pass(.seconds(80))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(60))
  }

  @Test func readsNothingWhileAFadeRuns() {
    var room = HistoryPlayer.room()
    let reads = room.reads
    room.perform(.fade(60, 60_000))
    room.pass(.seconds(59))
    #expect(room.reads == reads)
  }

  /// H13: `add` counts from a goal that is kept; during a fade from the last step; else from what
  /// the display has.
  @Test func relativeChangesCount() {
    var room = HistoryPlayer.asleep()
    room.perform(.set(60), .add(10))
    #expect(room.saved == 70)
    room.perform(.resume(.sleep), .add(5))
    #expect(room.saved == 75)
    room.pass(.seconds(30))
    #expect(room.isAtRest(75))
    room.perform(.fade(85, 60_000))
    room.pass(.seconds(30))
    let step = room.monitor.raw
    room.perform(.add(-10))
    room.pass(.seconds(10))
    #expect(room.isAtRest(step - 10))
    room.perform(.set(40), .add(3), .add(3))
    room.pass(.seconds(10))
    #expect(room.isAtRest(46))
  }

  @Test func aRelativeChangeUnderACeilingCountsFromWhatIsShown() {
    var room = HistoryPlayer.room(raw: 80)
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(10))
    room.perform(.add(-5))
    room.pass(.seconds(10))
    #expect(room.shown == 15)
    #expect(room.saved == 15)
  }

  @Test func aSmallChangeDoesSomethingOnCoarseHardware() {
    var room = HistoryPlayer.room(raw: 5, maximum: 10)
    room.perform(.add(1))
    room.pass(.seconds(10))
    #expect(room.monitor.raw == 6)
  }

  /// Who waited for an earlier goal waits for the first step of a fade, not for its end.
  @Test func aFadeAnswersEarlierCallersWithItsFirstStep() {
    var room = HistoryPlayer.room()
    room.perform(.set(60))
    let second = room.perform(.set(70))
    room.perform(.fade(90, 60_000))
    room.pass(.seconds(5))
    #expect(room.answer(second) == .taken(true))
  }

  @Test func aNewRequestEndsAFade() {
    var room = HistoryPlayer.room()
    let fade = room.perform(.fade(90, 60_000))
    room.pass(.seconds(10))
    let call = room.perform(.set(20))
    room.pass(.seconds(10))
    #expect(room.answer(fade) == .taken(true))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(20))
  }

  /// The end of a fade is the goal, so it is never lost.
  @Test func sleepLosesNoFadesEnd() {
    var room = HistoryPlayer.room()
    let call = room.perform(.fade(90, 10_000))
    room.pass(.seconds(3))
    room.perform(.suspend(.sleep))
    #expect(room.error(call) == .asleep)
    room.pass(.seconds(5))
    room.perform(.resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.isAtRest(90))
  }
}

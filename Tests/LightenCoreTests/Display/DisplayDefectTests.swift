import DisplayHistories
import LightenCore
import Testing

/// Broken promises that random histories found in version 0.1, each with its history.
@Suite struct DisplayDefectTests {
  /// The property said 60, `GetBrightness` said 50 for good, and there was no signal.
  @Test func aButtonThenARefreshThenTheSameLevel() {
    var room = HistoryPlayer.room()
    room.perform(.button(60), .refresh)
    room.pass(ms: 30)
    let call = room.perform(.set(60))
    room.pass(.seconds(10))
    #expect(room.answer(call) == .taken(true))
    #expect(room.announced == [60])
    #expect(room.isAtRest(60))
  }

  /// The fade was answered true at 4; a second later the monitor was back at 60.
  @Test(arguments: [false, true]) func aKeptRequestDoesNotUndoAFade(sleeps: Bool) {
    var room = sleeps ? HistoryPlayer.asleep() : HistoryPlayer.room()
    if sleeps {
      room.perform(.set(60), .resume(.sleep))
      room.pass(ms: 70)
    } else {
      room.perform(.fault(.unresponsive, 900), .set(60))
      room.pass(ms: 1_300)
    }
    let call = room.perform(.fade(4, 500))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(4))
  }

  /// Both calls were answered true, the service said 50, and the monitor had 90.
  @Test func theWorkerDiesWhileTheFirstLevelIsSetAgain() {
    var room = HistoryPlayer.room { $0.takesUnansweredWrites = true }
    let first = room.perform(.set(90))
    room.pass(ms: 10)
    room.perform(.interruptions(1))
    let second = room.perform(.set(50))
    room.pass(.seconds(10))
    #expect(room.answer(first) == .taken(true))
    #expect(room.answer(second) == .taken(true))
    #expect(room.isAtRest(50))
    room = HistoryPlayer.room { $0.takesUnansweredWrites = true }
    room.perform(.interruptions(1), .set(90), .set(50))
    room.pass(.seconds(10))
    #expect(room.isAtRest(50))
  }

  /// The monitor got 40. A fade's end was lost in the same way.
  @Test func whatIsAskedForInSleepIsNewerThanWhatWaited() {
    for last in [HistoryAction.set(60), .fade(60, 1_000)] {
      var room = HistoryPlayer.room()
      room.perform(.badFeatures(1), .feature(.get(0x12)), .set(40))
      room.pass(.seconds(1))
      let suspend = room.perform(.suspend(.sleep))
      let call = room.perform(last)
      #expect(room.error(call) == .asleep)
      room.pass(.seconds(10))
      #expect(room.answer(suspend) == .done)
      room.perform(.resume(.sleep))
      room.pass(.seconds(20))
      #expect(room.isAtRest(60))
    }
  }

  /// The old request came back.
  @Test func aFailedRequestDoesNotOverrideALaterPress() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 5_000), .set(60))
    room.pass(.seconds(3))
    room.perform(.button(20))
    room.pass(.seconds(60))
    #expect(room.isAtRest(20))
  }

  /// The service never noticed.
  @Test func aWriteThatIsLostJustAfterAWakeIsNoticed() {
    var room = HistoryPlayer.asleep { $0.lostAfterWake = 1 }
    room.perform(.resume(.sleep))
    room.pass(ms: 200)
    let call = room.perform(.set(60))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(60))
  }

  /// The next start of the service undid the change that the monitor took.
  @Test func theLevelToSaveIsTheGoalAtEveryMoment() {
    var room = HistoryPlayer.room()
    room.perform(.set(40))
    #expect(room.saved == 40)
    room.pass(ms: 20)
    #expect(room.saved == 40)
    room.perform(.restart)
    room.pass(.seconds(20))
    #expect(room.isAtRest(40))
  }

  /// The state was `ready`, there was no `Backlight`, and the caller was told true.
  @Test func aRefreshThatFindsNoControlEndsAWaitingCall() {
    var room = HistoryPlayer.room()
    room.perform(.denials(9))
    room.perform(.refresh)
    room.pass(ms: 10)
    let call = room.perform(.set(60))
    room.pass(.seconds(20))
    #expect(room.error(call) == .unsupported)
    #expect(room.machine.state == .unsupported)
    #expect(room.machine.rawMaximum == nil)
    #expect(room.writes == [])
  }

  /// The answer was true, and the monitor stayed at 80.
  @Test func theSameLevelAfterAPressIsWritten() {
    var room = HistoryPlayer.room()
    room.perform(.set(40))
    room.pass(.seconds(10))
    room.perform(.button(80))
    room.pass(.seconds(60))
    let call = room.perform(.set(40))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(40))
  }

  /// `Backlight` was gone until the next event.
  @Test func permissionDeniedAfterAWakeKeepsTheControl() {
    var room = HistoryPlayer.asleep()
    room.perform(.fault(.permissionDenied, 1_000), .resume(.sleep))
    room.pass(ms: 500)
    #expect(room.machine.rawMaximum == 100)
    room.pass(.seconds(20))
    #expect(room.isAtRest(50))
    #expect(!room.facts.contains(.ability))
  }

  /// The service took an old brightness for the truth.
  @Test func aFeatureThatWorksHasASilentMonitorRead() {
    var monitor = SimulatedMonitor(raw: 50)
    monitor.fault = .unresponsive
    monitor.faultEnd = .milliseconds(300)
    var room = HistoryPlayer(History(monitor: monitor))
    room.pass(ms: 400)
    room.perform(.button(70))
    let call = room.perform(.feature(.get(0x12)))
    room.pass(ms: 200)
    #expect(room.answer(call) == .value(7, maximum: 9))
    #expect(room.machine.state == .ready)
    room.pass(.seconds(20))
    #expect(room.isAtRest(70))
  }

  /// The display became `unresponsive`.
  @Test func aFeatureWithoutAnAnswerChangesNoState() {
    var room = HistoryPlayer.room()
    room.perform(.badFeatures(2))
    let call = room.perform(.feature(.get(0x12)))
    room.pass(.seconds(10))
    #expect(room.error(call) == .unresponsive)
    #expect(room.machine.state == .ready)
  }

  /// It counted from an old level.
  @Test func aRelativeChangeAfterASilenceCountsFromTheTruth() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 3_000), .refresh)
    room.pass(.seconds(2))
    room.perform(.button(80))
    room.pass(ms: 1_100)
    room.perform(.add(5))
    room.pass(.seconds(20))
    #expect(room.isAtRest(85))
  }

  /// The first one was answered true although nothing was written.
  @Test func twoFadesOnAHangingMonitor() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 60_000))
    let first = room.perform(.fade(80, 1_000))
    room.pass(ms: 300)
    let second = room.perform(.fade(20, 1_000))
    room.pass(.seconds(10))
    #expect(room.error(first) == .unresponsive)
    #expect(room.error(second) == .unresponsive)
    room.pass(.seconds(100))
    #expect(room.isAtRest(20))
  }
}

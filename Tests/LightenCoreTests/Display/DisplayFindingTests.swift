import DisplayHistories
import LightenCore
import Testing

/// Faults of the machine itself that random histories found, made short.
@Suite struct DisplayFindingTests {
  /// A ceiling was being set while a press was read, and the press was lost.
  @Test func aPressThatIsReadWhileACeilingMovesIsTheGoal() {
    var room = HistoryPlayer.room()
    room.perform(.button(90), .refresh, .ceiling(1, 20, 1_000))
    room.pass(.seconds(20))
    #expect(room.saved == 90)
    #expect(room.shown == 20)
    room.perform(.ceiling(1, nil, 0))
    room.pass(.seconds(20))
    #expect(room.isAtRest(90))
  }

  /// A ceiling on its way up dimmed what a hotkey had set.
  @Test func aHotkeyEndsACeilingThatIsStillLower() {
    var room = HistoryPlayer.room(raw: 80, reports: true)
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(5))
    room.perform(.ceiling(1, 70, 5_000))
    room.pass(.seconds(1))
    room.perform(.button(56))
    room.pass(.seconds(20))
    #expect(room.isAtRest(56))
  }

  /// Other limits during a series made the last write look like somebody's.
  @Test func newLimitsDuringASeriesLeaveTheGoal() {
    var room = HistoryPlayer.room()
    room.perform(.set(90))
    room.pass(ms: 500)
    room.perform(.limits(20, 67))
    room.pass(.seconds(20))
    #expect(room.saved == 90)
    #expect(room.monitor.raw == 90)
    #expect(room.writes == [90])
  }

  /// Who waited for a write that a report overtook was told that the report's level was theirs.
  @Test func aReportAfterAWakeEndsWhatIsUnderWay() {
    var room = HistoryPlayer.room(reports: true)
    room.perform(.fault(.unresponsive, 100))
    let call = room.perform(.set(60))
    room.perform(.resume(.sleep), .button(4))
    room.pass(.seconds(10))
    #expect(room.answer(call) == .taken(false))
    #expect(room.isAtRest(4))
  }

  /// A caller waited for the next step of a slow fade whose step had failed.
  @Test func aStepThatFailsIsMadeUpForSoon() {
    var room = HistoryPlayer.room()
    let first = room.perform(.set(60))
    room.perform(.interruptions(1))
    let second = room.perform(.set(61))
    room.perform(.fade(62, 600_000))
    room.pass(.seconds(5))
    #expect(room.answer(first) == .taken(true))
    #expect(room.answer(second) == .taken(true))
  }

  /// The caller of an earlier fade waited for the end of a later one.
  @Test func aFailedWriteLeavesNoCallerToALaterFadesEnd() {
    var room = HistoryPlayer.room()
    room.perform(.feature(.get(0x12)))
    let fade = room.perform(.fade(90, 1_000))
    room.perform(.set(80))
    room.pass(ms: 60)
    room.perform(.refusedWrites(1))
    room.perform(.set(82))
    room.pass(ms: 1)
    room.perform(.fade(20, 600_000))
    room.pass(.seconds(5))
    #expect(room.answer(fade) == .taken(true))
  }

  /// A monitor that woke up answered for a feature, and its brightness was asked for much later.
  @Test func aFeatureThatWorksAfterAWakeHasTheBrightnessRead() {
    var room = HistoryPlayer.asleep()
    room.perform(.set(60), .fault(.unresponsive, 3_300), .resume(.sleep))
    room.pass(ms: 3_400)
    #expect(room.machine.state == .probing)
    room.perform(.feature(.get(0x12)))
    room.pass(ms: 300)
    #expect(room.machine.state == .ready)
    room.pass(.seconds(20))
    #expect(room.isAtRest(60))
  }

  /// A reading is as old as its start: a press after that is not overlooked.
  @Test func aRequestDuringAReadIsNewerThanTheReading() {
    var room = HistoryPlayer.room { $0.samplesEarly = true }
    room.perform(.refresh)
    room.pass(ms: 20)
    room.perform(.button(20))
    let call = room.perform(.set(50))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(50))
  }

  /// A report before the first reading was dropped, and the reading was older.
  @Test func aReportDuringTheFirstReadHasItReadAgain() {
    var monitor = SimulatedMonitor(raw: 30)
    (monitor.reports, monitor.samplesEarly) = (true, true)
    var room = HistoryPlayer(History(monitor: monitor))
    room.pass(ms: 20)
    room.perform(.button(70))
    room.pass(.seconds(10))
    #expect(room.isAtRest(70))
  }

  /// A short silence after a return let the light replace what a client had just set.
  @Test func theLightHasNoSayAfterASecondSilence() {
    var room = HistoryPlayer.asleep()
    room.perform(.button(20), .resume(.sleep))
    room.pass(ms: 500)
    room.perform(.lightLevel(77), .set(60))
    room.pass(ms: 500)
    room.perform(.fault(.unresponsive, 2_000), .refresh)
    room.pass(.seconds(20))
    #expect(room.isAtRest(60))
  }

  /// A raw level of a scale that was gone was written on another scale.
  @Test func aRawLevelMeansNothingOnAnotherScale() {
    var room = HistoryPlayer.room()
    room.perform(.setRaw(70))
    room.pass(.seconds(10))
    room.perform(.denials(2), .refresh)
    room.pass(.seconds(5))
    room.perform(.range(50), .lookAgain)
    room.pass(.seconds(20))
    #expect(room.monitor.raw == 4)
    #expect(room.saved == 7)
  }

  /// A fade's reading was compared with the fade's way only, not with what had been there before.
  @Test func whatTheDisplayHadEndsNoFade() {
    var room = HistoryPlayer.asleep()
    room.perform(.button(30), .resume(.sleep))
    room.pass(ms: 70)
    room.perform(.refresh)
    let call = room.perform(.fade(90, 1_000))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect(room.isAtRest(90))
  }

  /// A request that ended without control left a fade behind.
  @Test func aFadeWithoutControlIsOver() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.permissionDenied, 10_000), .refresh)
    room.pass(.seconds(1))
    #expect(room.machine.state == .unsupported)
    let call = room.perform(.fade(86, 30_000))
    room.pass(.seconds(1))
    #expect(room.error(call) == .permissionDenied)
    #expect(room.saved == 50)
    room.pass(.seconds(20))
    room.perform(.lookAgain)
    room.pass(.seconds(20))
    #expect(room.isAtRest(50))
  }

  /// The end of a suspend forgot who waited for a write to an earlier device.
  @Test func anotherDeviceInSleepAnswersWhoWaits() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 10_000))
    let call = room.perform(.set(20))
    let suspend = room.perform(.suspend(.background))
    room.perform(.replace)
    #expect(room.error(call) == .permissionDenied)
    #expect(room.answer(suspend) == .done)
    #expect(room.saved == 20)
  }
}

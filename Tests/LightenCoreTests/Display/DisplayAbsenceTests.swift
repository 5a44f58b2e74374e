import DisplayHistories
import LightenCore
import Testing

/// H1, H2, H12, H17, H18, and which request is kept: what an absence and a failure mean.
@Suite struct DisplayAbsenceTests {
  // MARK: An error says whether the request is kept

  @Test func keepsWhatIsAskedForWhileTheComputerSleeps() {
    var room = HistoryPlayer.asleep()
    let call = room.perform(.set(60))
    #expect(room.error(call) == .asleep)
    #expect(room.saved == 60)
    room.perform(.resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.isAtRest(60))
  }

  @Test func keepsWhatIsAskedForWhileItWakesUp() {
    var room = HistoryPlayer.asleep()
    room.perform(.fault(.unresponsive, 30_000), .resume(.sleep))
    room.pass(ms: 100)
    let call = room.perform(.set(60))
    room.pass(.seconds(1))
    #expect(room.error(call) == .asleep)
    room.pass(.seconds(60))
    #expect(room.isAtRest(60))
  }

  @Test func keepsWhatIsAskedForWhileItIsSilent() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 40_000))
    let call = room.perform(.set(60))
    room.pass(.seconds(1))
    #expect(room.error(call) == .unresponsive)
    #expect(room.machine.state == .unresponsive)
    room.pass(.seconds(100))
    #expect(room.isAtRest(60))
  }

  /// A level that nobody here wrote was set by somebody while the monitor was silent.
  @Test func dropsWhatIsKeptWhereSomebodySetAnotherLevelMeanwhile() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 40_000), .set(60))
    room.pass(.seconds(10))
    room.perform(.button(20))
    room.pass(.seconds(100))
    #expect(room.isAtRest(20))
    #expect(room.lastCause == .external)
  }

  @Test func dropsWhatIsKeptWhenNobodyTriesAnyMore() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 300_000), .set(60))
    room.pass(.seconds(60))
    #expect(room.saved == 60)
    room.pass(.seconds(200))
    #expect(room.saved == 50)
    #expect(room.machine.nextDeadline == nil)
    room.pass(.seconds(100))
    room.perform(.lookAgain)
    room.pass(.seconds(10))
    #expect(room.isAtRest(50))
  }

  @Test func keepsWhatIsAskedForWhenItIsUnplugged() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 1_000))
    let call = room.perform(.set(60))
    room.perform(.restart)
    #expect(room.error(call) == .gone)
    room.pass(.seconds(20))
    #expect(room.isAtRest(60))
  }

  @Test func endsARequestThatIsRefused() {
    var room = HistoryPlayer.room()
    room.perform(.refusedWrites(1))
    let call = room.perform(.set(60))
    room.pass(.seconds(10))
    #expect(room.error(call) == .failed)
    #expect(room.isAtRest(50))
    #expect(room.announced == [])
  }

  // MARK: Rules

  /// H1: after a failed request the goal is the newest one that is kept and was not reached.
  @Test func returnsToTheNewestKeptGoal() {
    var room = HistoryPlayer.asleep()
    room.perform(.set(60), .resume(.sleep))
    room.pass(ms: 60)
    #expect(room.writes == [60])
    room = HistoryPlayer.asleep()
    room.perform(.set(60), .refusedWrites(1))
    room.perform(.set(30), .resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.writes == [30, 60])
    #expect(room.isAtRest(60))
  }

  /// H1: a goal is never nil once something is known.
  @Test func alwaysHasAGoal() {
    var room = HistoryPlayer.room()
    room.perform(.refusedWrites(3), .set(60), .suspend(.sleep))
    room.pass(.seconds(1))
    #expect(room.saved != nil)
    room.perform(.fault(.unsupported, 10_000), .resume(.sleep))
    room.pass(.seconds(400))
    #expect(room.saved != nil)
  }

  /// H2: a reading that is equal to a write without an answer is that request's result, once.
  @Test func announcesAWriteThatArrivedAfterAll() {
    var room = HistoryPlayer.room { $0.takesUnansweredWrites = true }
    room.perform(.fault(.hung, 3_000))
    let call = room.perform(.set(60))
    room.pass(.seconds(60))
    #expect(room.error(call) == .unresponsive)
    #expect(room.isAtRest(60))
    #expect(room.writes == [60])
    #expect(room.announced == [60])
    #expect(
      room.lastCause == .goal(.client(Client(sender: ":1.0"), isFade: false)))
  }

  /// H12: without a scale the link determines the error, a request starts a read, and the goal is
  /// kept in percent.
  @Test func keepsPercentWithoutAScale() {
    var monitor = SimulatedMonitor(raw: 5, maximum: 10)
    monitor.fault = .unresponsive
    monitor.faultEnd = .seconds(200)
    var room = HistoryPlayer(History(monitor: monitor))
    room.pass(.seconds(150))
    #expect(room.machine.nextDeadline == nil)
    let reads = room.reads
    let call = room.perform(.set(47))
    room.pass(.seconds(1))
    #expect(room.reads == reads + 1)
    #expect(room.error(call) == .unresponsive)
    room.pass(.seconds(100))
    #expect(room.monitor.raw == 5)
    #expect(room.machine.saved == Percent(47))
  }

  /// H17: whoever calls a monitor that is known to hang is answered with the transfer under way.
  @Test func answersWithinOneTransferWhereItIsKnownToHang() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 100_000))
    room.perform(.feature(.get(0x12)))
    let first = room.perform(.set(60))
    room.pass(.seconds(20))
    #expect((room.delay(first) ?? .zero) <= .seconds(10))
    let second = room.perform(.set(61))
    room.pass(.seconds(3))
    let third = room.perform(.set(62))
    let fourth = room.perform(.feature(.get(0x13)))
    room.pass(.seconds(20))
    for call in [second, third, fourth] {
      #expect(room.error(call) == .unresponsive)
      #expect((room.delay(call) ?? .seconds(99)) <= .seconds(6))
    }
  }

  /// H17: a newer value is tried once more; the second failure answers the call.
  @Test func triesTheNewestValueAfterAFailure() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 150))
    let first = room.perform(.set(60))
    room.pass(ms: 10)
    let second = room.perform(.set(70))
    room.pass(.seconds(10))
    #expect(room.answer(first) == .taken(true))
    #expect(room.answer(second) == .taken(true))
    #expect(room.isAtRest(70))
  }

  /// H18: *permission denied* just after a wake, a plug or a session's return means “not yet”.
  @Test(arguments: [Suspension.sleep, .background])
  func waitsForAccessAfterAReturn(_ reason: Suspension) {
    var room = HistoryPlayer.room()
    room.perform(.suspend(reason))
    room.pass(.seconds(1))
    room.perform(.button(20), .fault(.permissionDenied, 2_500), .resume(reason))
    room.pass(.seconds(2))
    #expect(room.machine.state == .probing)
    room.pass(.seconds(20))
    #expect(room.isAtRest(50))
  }

  @Test func waitsForAccessAfterAPlug() {
    var monitor = SimulatedMonitor(raw: 50)
    monitor.fault = .permissionDenied
    monitor.faultEnd = .milliseconds(2_500)
    var room = HistoryPlayer(History(monitor: monitor, saved: 60))
    room.pass(.seconds(2))
    #expect(room.machine.state == .probing)
    room.pass(.seconds(20))
    #expect(room.isAtRest(60))
  }

  @Test func believesADenialAfterThreeSeconds() {
    var room = HistoryPlayer.asleep()
    room.perform(.fault(.permissionDenied, 60_000), .resume(.sleep))
    room.pass(.seconds(10))
    #expect(room.machine.state == .unsupported)
    #expect(room.saved == 50)
    room.pass(.seconds(60))
    room.perform(.lookAgain)
    room.pass(.seconds(20))
    #expect(room.isAtRest(50))
  }

  /// H18: a monitor that could be controlled must say twice that it cannot.
  @Test func asksTwiceWhetherItHasBrightness() {
    var room = HistoryPlayer.room()
    room.perform(.denials(1))
    room.perform(.refresh)
    room.pass(ms: 500)
    #expect(room.machine.state == .ready)
    room.pass(.seconds(5))
    #expect(room.machine.state == .ready)
    room.perform(.denials(2))
    room.perform(.refresh)
    room.pass(.seconds(5))
    #expect(room.machine.state == .unsupported)
    #expect(room.machine.level == nil)
    #expect(room.saved == 50)
  }

  /// After an explained absence our goal wins.
  @Test func restoresAfterStandby() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.asleep, 60_000), .refresh)
    room.pass(.seconds(10))
    #expect(room.machine.state == .asleep)
    room.perform(.button(90))
    room.pass(.seconds(200))
    #expect(room.isAtRest(50))
    #expect(room.announced == [])
  }

  @Test func looksForTheEndOfStandbyWithoutTalkingToIt() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.asleep, 1_000_000), .refresh)
    room.pass(.seconds(200))
    let sent = room.sent.count
    room.pass(.seconds(600))
    #expect(room.sent.count == sent)
    #expect(room.machine.deadlines.keys.contains(.standby))
    room.pass(.seconds(300))
    #expect(room.isAtRest(50))
  }

  @Test func leavesItAsItCameWhereTheUserSaysSo() {
    var room = HistoryPlayer.asleep()
    room.perform(.restores(false), .button(80), .resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.isAtRest(80))
    #expect(room.writes == [])
  }

  @Test func givesWhatTheLightWouldGiveAfterAnAbsence() {
    var room = HistoryPlayer.asleep()
    room.perform(.lightLevel(30), .resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.isAtRest(30))
    #expect(room.lastCause == .restore)
  }

  /// A suspend that was cancelled: everybody who waits for it is answered.
  @Test func answersASuspendThatIsCancelled() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 100), .set(60))
    let suspend = room.perform(.suspend(.sleep))
    #expect(room.answer(suspend) == nil)
    room.perform(.resume(.sleep))
    #expect(room.answer(suspend) == .done)
    room.pass(.seconds(30))
    #expect(room.isAtRest(60))
  }

  @Test func staysSuspendedUntilTheLastReasonIsOver() {
    var room = HistoryPlayer.room()
    room.perform(.suspend(.sleep), .suspend(.background), .resume(.sleep))
    let call = room.perform(.set(60))
    #expect(room.error(call) == .permissionDenied)
    room.pass(.seconds(10))
    #expect(room.writes == [])
    room.perform(.resume(.background))
    room.pass(.seconds(10))
    #expect(room.isAtRest(60))
  }
}

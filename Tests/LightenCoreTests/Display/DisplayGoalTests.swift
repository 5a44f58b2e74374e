import DisplayHistories
import LightenCore
import Testing

/// H3, H10, H11, H14, H15, H16: who wins.
@Suite struct DisplayGoalTests {
  // MARK: Panels

  /// H3: a panel's own report is the newest goal.
  @Test func aReportIsTheNewestGoal() {
    var room = HistoryPlayer.room(reports: true)
    room.perform(.button(30))
    #expect(room.isAtRest(30))
    #expect(room.announced == [30])
    #expect(room.lastCause == .external)
  }

  /// H10: a write that is acknowledged after the report is not announced; one read follows, and the
  /// reported level is written once where the read shows the write.
  @Test func aReportDuringAWriteWins() {
    var room = HistoryPlayer.room(reports: true)
    let reads = room.reads
    let call = room.perform(.set(60))
    room.pass(ms: 20)
    room.perform(.button(30))
    room.pass(.seconds(10))
    #expect(room.answer(call) == .taken(true))
    #expect(room.announced == [30])
    #expect(room.writes == [60, 30])
    #expect(room.reads == reads + 1)
    #expect(room.isAtRest(30))
  }

  @Test func ourOwnReportIsNoNews() {
    var room = HistoryPlayer.room(reports: true)
    room.perform(.set(60))
    room.pass(ms: 20)
    room.perform(.button(60))
    room.pass(.seconds(10))
    #expect(room.announced == [60])
    #expect(room.lastCause != .external)
    #expect(room.isAtRest(60))
  }

  /// H11: a report after the wake becomes the goal like a request; one before is ignored.
  @Test func aReportAfterAWakeIsAGoal() {
    var room = HistoryPlayer.room(reports: true)
    room.perform(.suspend(.sleep), .button(30))
    #expect(room.saved == 50)
    room.perform(.resume(.sleep))
    room.pass(.seconds(10))
    #expect(room.isAtRest(50))
    room.perform(.suspend(.sleep), .resume(.sleep), .button(40))
    #expect(room.saved == 40)
    room.pass(.seconds(10))
    #expect(room.isAtRest(40))
  }

  // MARK: Sources

  /// H14: a client replaces everything.
  @Test func aClientReplacesEverything() {
    for first in [HistoryAction.light(70), .profile(70), .set(70), .fade(70, 10_000)] {
      var room = HistoryPlayer.room()
      room.perform(first, .set(20))
      room.pass(.seconds(20))
      #expect(room.isAtRest(20))
    }
  }

  /// H14: the light replaces a goal only where it has been reached and nobody waits for it.
  @Test func theLightWaitsForAClient() {
    var room = HistoryPlayer.room()
    room.perform(.set(70))
    let light = room.perform(.light(20))
    #expect(room.answer(light) == .taken(false))
    room.pass(.seconds(20))
    room.perform(.light(20))
    room.pass(.seconds(20))
    #expect(room.isAtRest(20))
  }

  /// H14: … and where no person has set it since the light changed.
  @Test func theLightLeavesWhatAPersonSetSinceItChanged() {
    var room = HistoryPlayer.room()
    let change = room.now
    room.pass(.seconds(1))
    room.perform(.set(70))
    room.pass(.seconds(10))
    var machine = room.machine
    let old = machine.handle(
      .request(LevelRequest(.percent(Percent(20)), from: .light(since: change)), Token(99)),
      at: room.now)
    #expect(old == [.answer(Token(99), .taken(false))])
    let new = machine.handle(
      .request(LevelRequest(.percent(Percent(20)), from: .light(since: room.now)), nil),
      at: room.now)
    #expect(new.contains { if case .start(_, .write(20)) = $0 { true } else { false } })
  }

  /// H14: a profile replaces what was requested before the monitors changed, nothing later.
  @Test func aProfileLeavesWhatWasRequestedLater() {
    var room = HistoryPlayer.room()
    let change = room.now
    room.pass(.seconds(1))
    room.perform(.set(70))
    var machine = room.machine
    let effects = machine.handle(
      .request(LevelRequest(.percent(Percent(20)), from: .profile(since: change)), Token(99)),
      at: room.now)
    #expect(effects == [.answer(Token(99), .taken(false))])
    room.pass(.seconds(10))
    room.perform(.profile(20))
    room.pass(.seconds(10))
    #expect(room.isAtRest(20))
  }

  // MARK: Ceilings and limits

  /// H15: a ceiling caps what is shown, and not the goal.
  @Test func aCeilingCapsTheGoal() {
    var room = HistoryPlayer.room(raw: 80)
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(10))
    #expect(room.shown == 20)
    #expect(room.saved == 80)
    #expect(room.lastCause == .ceiling)
    room.perform(.ceiling(1, nil, 0))
    room.pass(.seconds(10))
    #expect(room.isAtRest(80))
    #expect(room.lastCause == .ceiling)
  }

  @Test func eachCeilingHasItsRamp() {
    var room = HistoryPlayer.room(raw: 80)
    room.perform(.ceiling(1, 40, 2_000), .ceiling(2, 60, 1_000))
    room.pass(.seconds(10))
    #expect(room.shown == 40)
    #expect(room.writes.count > 20)
    room.perform(.ceiling(1, nil, 1_000))
    room.pass(.seconds(10))
    #expect(room.shown == 60)
    room.perform(.ceiling(2, nil, 1_000))
    room.pass(.seconds(10))
    #expect(room.isAtRest(80))
  }

  @Test func aCeilingAboveTheGoalWritesNothing() {
    var room = HistoryPlayer.room()
    room.perform(.ceiling(1, 70, 0), .ceiling(2, 60, 2_000))
    room.pass(.seconds(10))
    #expect(room.writes == [])
    #expect(room.isAtRest(50))
  }

  /// H15: a person's request above a ceiling ends it; the light's does not.
  @Test func aPersonEndsACeiling() {
    var room = HistoryPlayer.room(raw: 80)
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(10))
    let light = room.perform(.light(60))
    room.pass(.seconds(10))
    #expect(room.answer(light) == .taken(true))
    #expect(room.shown == 20)
    #expect(room.saved == 60)
    room.perform(.set(10))
    room.pass(.seconds(10))
    #expect(room.machine.ceilings.count == 1)
    room.perform(.set(50))
    room.pass(.seconds(10))
    #expect(room.machine.ceilings.isEmpty)
    #expect(room.isAtRest(50))
  }

  @Test func aButtonEndsACeiling() {
    var room = HistoryPlayer.room(raw: 80, reports: true)
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(10))
    room.perform(.button(70))
    room.pass(.seconds(10))
    #expect(room.machine.ceilings.isEmpty)
    #expect(room.isAtRest(70))
  }

  @Test func aFadeUnderACeilingIsAnsweredAtItsEnd() {
    var room = HistoryPlayer.room(raw: 20)
    room.perform(.ceiling(1, 90, 0))
    let call = room.perform(.fade(80, 5_000))
    room.perform(.ceiling(2, 30, 0))
    room.pass(.seconds(20))
    #expect(room.answer(call) == .taken(true))
    #expect((room.delay(call) ?? .zero) >= .seconds(5))
    #expect(room.shown == 30)
    #expect(room.saved == 80)
  }

  @Test func aRefusalEndsCeilings() {
    var room = HistoryPlayer.room(raw: 80)
    room.perform(.refusedWrites(99), .ceiling(1, 20, 0))
    room.pass(.seconds(60))
    #expect(room.machine.ceilings.isEmpty)
    #expect(room.writes.count == 1)
    #expect(room.isAtRest(80))
  }

  @Test func whatTheMonitorMakesOfACeilingChangesNothing() {
    var room = HistoryPlayer.room(raw: 80) { $0.shape = .clamps(30, 100) }
    room.perform(.ceiling(1, 20, 0))
    room.pass(.seconds(20))
    #expect(room.shown == 30)
    #expect(room.saved == 80)
    #expect(room.machine.ceilings.count == 1)
    room.perform(.ceiling(1, nil, 0))
    room.pass(.seconds(20))
    #expect(room.isAtRest(80))
  }

  /// H16: limits clamp every write, not the goal; new limits alone write nothing.
  @Test func limitsClampWritesAndNotTheGoal() {
    var room = HistoryPlayer.room()
    room.perform(.limits(10, 40))
    room.pass(.seconds(10))
    #expect(room.writes == [])
    #expect(room.isAtRest(50))
    let call = room.perform(.set(100))
    room.pass(.seconds(10))
    #expect(room.answer(call) == .taken(true))
    #expect(room.monitor.raw == 40)
    #expect(room.saved == 100)
    room.perform(.limits(10, 60))
    room.pass(.seconds(10))
    #expect(room.monitor.raw == 40)
    room.perform(.suspend(.sleep), .resume(.sleep))
    room.pass(.seconds(10))
    #expect(room.monitor.raw == 60)
  }
}

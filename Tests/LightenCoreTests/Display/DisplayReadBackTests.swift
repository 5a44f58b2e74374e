import DisplayHistories
import LightenCore
import Testing

/// H4, H5, H6 and the two seconds: whether a monitor keeps what it acknowledges.
@Suite struct DisplayReadBackTests {
  @Test func readsBackOnceAfterASeries() {
    var room = HistoryPlayer.room()
    let reads = room.reads
    for level in [60, 61, 62, 63] {
      room.perform(.set(level))
      room.pass(ms: 300)
    }
    #expect(room.reads == reads)
    room.pass(ms: 1_200)
    #expect(room.reads == reads)
    room.pass(ms: 200)
    #expect(room.reads == reads + 1)
    room.pass(.seconds(60))
    #expect(room.reads == reads + 1)
    #expect(room.isAtRest(63))
  }

  @Test func repeatsALostWriteOnce() {
    var room = HistoryPlayer.room()
    room.perform(.lostWrites(1), .set(60))
    room.pass(.seconds(10))
    #expect(room.writes == [60, 60])
    #expect(room.announced == [60])
    #expect(room.isAtRest(60))
  }

  /// H6: with a monitor that was not away there is one repetition; then the reading counts.
  @Test func believesTheReadingAfterASecondLoss() {
    var room = HistoryPlayer.room()
    room.perform(.lostWrites(5), .set(60))
    room.pass(.seconds(20))
    #expect(room.writes == [60, 60])
    #expect(room.announced == [60, 50])
    #expect(room.isAtRest(50))
    #expect(room.facts.contains(.notKept(DisplayLevel(percent: Percent(50), raw: 50))))
  }

  /// H6: after an absence our goal wins for four writes, which are read back after 1, 1, 3 and 4 s.
  @Test(arguments: [1, 2, 3]) func writesFourTimesAfterAnAbsence(losses: Int) {
    var room = HistoryPlayer.asleep { $0.lostAfterWake = losses }
    room.perform(.button(20), .resume(.sleep))
    room.pass(.seconds(20))
    #expect(room.writes == Array(repeating: 50, count: losses + 1))
    #expect(room.isAtRest(50))
    #expect(room.announced == [])
  }

  @Test func theMonitorWinsAfterFourLostWrites() {
    var room = HistoryPlayer.asleep { $0.lostAfterWake = 9 }
    room.perform(.button(20), .resume(.sleep))
    room.pass(.seconds(30))
    #expect(room.writes == [50, 50, 50, 50])
    let times = room.sent.suffix(8).map(\.time)
    #expect(times[1] - times[0] >= .seconds(1) && times[1] - times[0] < .milliseconds(1_200))
    #expect(times[5] - times[4] >= .seconds(3))
    #expect(times[7] - times[6] >= .seconds(4))
    #expect(room.isAtRest(20))
  }

  /// H4: a monitor that kept three series, ten seconds apart, is not read back for ten minutes.
  @Test func trustsAMonitorThatKeepsWhatItIsTold() {
    var room = HistoryPlayer.room()
    for level in [60, 61, 62] {
      room.perform(.set(level))
      room.pass(.seconds(12))
    }
    let reads = room.reads
    for level in [63, 64, 65] {
      room.perform(.set(level))
      room.pass(.seconds(12))
    }
    #expect(room.reads == reads)
    room.pass(.seconds(600))
    room.perform(.set(66))
    room.pass(.seconds(12))
    #expect(room.reads == reads + 1)
  }

  @Test func countsSeriesThatAreCloseTogetherOnce() {
    var room = HistoryPlayer.room()
    for level in 60..<66 {
      room.perform(.set(level))
      room.pass(.seconds(3))
    }
    let reads = room.reads
    room.perform(.set(70))
    room.pass(.seconds(3))
    #expect(room.reads == reads + 1)
  }

  @Test(
    arguments: [
      [.suspend(.sleep), .resume(.sleep)],
      [.button(20), .refresh],
      [.feature(.set(0xDC, 3))],
    ] as [[HistoryAction]])
  func trustEnds(_ actions: [HistoryAction]) {
    var room = HistoryPlayer.room()
    for level in [60, 61, 62] {
      room.perform(.set(level))
      room.pass(.seconds(12))
    }
    for action in actions {
      room.perform(action)
      room.pass(.seconds(20))
    }
    let reads = room.reads
    room.perform(.set(70))
    room.pass(.seconds(12))
    #expect(room.reads == reads + 1)
  }

  /// H5: the light and profiles leave a monitor alone that dropped two series in a row.
  @Test func policiesLeaveAMonitorAloneThatDropsWrites() {
    var room = HistoryPlayer.room()
    for level in [60, 70] {
      room.perform(.lostWrites(2), .set(level))
      room.pass(.seconds(20))
    }
    #expect(room.machine.dropsWrites)
    let writes = room.writes
    let light = room.perform(.light(30))
    let profile = room.perform(.profile(30))
    room.pass(.seconds(20))
    #expect(room.answer(light) == .taken(false))
    #expect(room.answer(profile) == .taken(false))
    #expect(room.writes == writes)
    room.perform(.set(80))
    room.pass(.seconds(20))
    #expect(!room.machine.dropsWrites)
    room.perform(.light(30))
    room.pass(.seconds(20))
    #expect(room.isAtRest(30))
  }

  @Test func anAbsenceEndsTheDoubt() {
    var room = HistoryPlayer.room()
    for level in [60, 70] {
      room.perform(.lostWrites(2), .set(level))
      room.pass(.seconds(20))
    }
    room.perform(.suspend(.sleep), .resume(.sleep))
    #expect(!room.machine.dropsWrites)
  }

  /// A request for the level that is known sends nothing; one read follows.
  @Test func sendsNothingForAKnownLevel() {
    var room = HistoryPlayer.room()
    room.perform(.set(60))
    room.pass(ms: 100)
    let sent = room.sent.count
    let call = room.perform(.set(60))
    #expect(room.answer(call) == .taken(true))
    #expect(room.sent.count == sent)
    room.pass(.seconds(20))
    #expect(room.writes == [60])
    #expect(room.reads == 2)
  }

  @Test func readsOnceEvenWhereItIsTrusted() {
    var room = HistoryPlayer.room()
    for level in [60, 61, 62] {
      room.perform(.set(level))
      room.pass(.seconds(12))
    }
    room.perform(.set(70))
    room.pass(ms: 100)
    let reads = room.reads
    room.perform(.button(20), .set(70))
    room.pass(.seconds(20))
    #expect(room.reads > reads)
    #expect(room.isAtRest(70))
  }

  @Test func readsFirstWhereTheLevelIsOld() {
    var room = HistoryPlayer.room()
    room.perform(.set(60))
    for _ in 0..<10 {
      room.pass(.seconds(60))
      room.perform(.set(60))
    }
    room.pass(.seconds(20))
    #expect(room.writes == [60])
    #expect(room.isAtRest(60))
  }

  /// What a monitor makes of a value changes neither the goal nor anything else.
  @Test func acceptsAMonitorThatClampsOrRounds() {
    var room = HistoryPlayer.room { $0.shape = .clamps(20, 80) }
    room.perform(.set(100))
    room.pass(.seconds(20))
    #expect(room.writes == [100])
    #expect(room.saved == 100)
    #expect(room.shown == 80)
    #expect(room.machine.nextDeadline == nil)
    // Once more may have been lost; then it is known to be the monitor's way.
    for _ in 0..<4 {
      room.perform(.set(100))
      room.pass(.seconds(60))
    }
    #expect(room.writes == [100, 100, 100])
    #expect(room.shown == 80)
    #expect(room.saved == 100)
  }

  @Test func takesALevelThatNobodyWroteForTheButtons() {
    var room = HistoryPlayer.room()
    room.perform(.set(60))
    room.pass(ms: 500)
    room.perform(.button(10))
    room.pass(.seconds(20))
    #expect(room.isAtRest(10))
    #expect(room.writes == [60])
  }

  /// A panel reports what it does: nothing is read.
  @Test func readsNothingFromAPanel() {
    var room = HistoryPlayer.room(reports: true)
    let reads = room.reads
    for level in [60, 70, 70] {
      room.perform(.set(level))
      room.pass(.seconds(30))
    }
    #expect(room.reads == reads)
    #expect(room.writes == [60, 70])
  }
}

import DisplayHistories
import LightenCore
import Testing

/// What DESIGN.md promises about calls, signals and the wire, and defects that histories found.
@Suite struct DisplayPromiseTests {
  @Test func isShownWithTheLevelThatItShouldHave() {
    var room = HistoryPlayer(History(monitor: SimulatedMonitor(raw: 80), saved: 40))
    room.pass(ms: 60)
    #expect(!room.machine.isSettled)
    room.pass(.seconds(10))
    #expect(room.facts.filter { $0 == .settled }.count == 1)
    #expect(room.announced == [])
    #expect(room.isAtRest(40))
  }

  @Test func isShownAfterThreeSecondsAtTheLatest() {
    var monitor = SimulatedMonitor(raw: 80)
    monitor.fault = .hung
    monitor.faultEnd = .seconds(100)
    var room = HistoryPlayer(History(monitor: monitor))
    room.pass(.seconds(3))
    #expect(room.machine.isSettled)
    #expect(room.machine.level == nil)
    room.pass(.seconds(300))
    room.perform(.lookAgain)
    room.pass(.seconds(10))
    #expect(room.facts.contains(.ability))
    #expect(room.isAtRest(80))
  }

  @Test func latestValueWins() {
    var room = HistoryPlayer.room()
    let calls = [60, 61, 62, 63].map { room.perform(.set($0)) }
    room.pass(.seconds(10))
    #expect(room.writes == [60, 63])
    for call in calls { #expect(room.answer(call) == .taken(true)) }
    #expect(room.announced == [60, 63])
  }

  /// The newest value is chosen when the wire's pause ends.
  @Test func choosesTheNewestValueAfterTheRest() {
    var room = HistoryPlayer.room(rest: 50)
    let first = room.perform(.set(60))
    room.pass(ms: 60)
    #expect(room.answer(first) == .taken(true))
    room.perform(.set(61))
    room.pass(ms: 20)
    room.perform(.set(62))
    room.pass(.seconds(10))
    #expect(room.writes == [60, 62])
    #expect(room.isAtRest(62))
  }

  @Test func brightnessAndFeaturesTakeTurns() {
    var room = HistoryPlayer.room()
    for level in 60..<80 {
      room.perform(.set(level), .feature(.get(UInt8(level))))
      room.pass(ms: 20)
    }
    let work = room.sent.map(\.work)
    for (one, next) in zip(work.dropFirst(1), work.dropFirst(2)) {
      if case .write = one, case .write = next { Issue.record("two writes in a row") }
    }
  }

  @Test func newerValuesOfAFeatureReplaceOlderOnes() {
    var room = HistoryPlayer.room()
    room.perform(.feature(.get(0x12)))
    let calls = [1, 2, 3].map { room.perform(.feature(.set(0x60, $0))) }
    room.pass(.seconds(1))
    #expect(room.sent.filter { $0.work == .feature(.set(0x60, 3)) }.count == 1)
    #expect(!room.sent.contains { $0.work == .feature(.set(0x60, 1)) })
    for call in calls { #expect(room.answer(call) == .done) }
  }

  /// One failed request says nothing about the whole monitor.
  @Test func aFeatureThatFailsHasTheBrightnessRead() {
    var room = HistoryPlayer.room()
    let reads = room.reads
    room.perform(.badFeatures(2))
    room.perform(.feature(.get(0x12)))
    room.pass(.seconds(10))
    room.perform(.feature(.get(0x13)))
    room.pass(.seconds(10))
    #expect(room.machine.state == .ready)
    #expect(room.reads == reads + 1)
    #expect(room.facts.filter { if case .state = $0 { true } else { false } } == [])
  }

  @Test func aFeatureThatHungIsRefusedForAMinute() {
    var room = HistoryPlayer.room()
    room.perform(.badFeatures(1))
    room.perform(.feature(.get(0x12)))
    room.pass(.seconds(10))
    let sent = room.sent.count
    let call = room.perform(.feature(.get(0x12)))
    #expect(room.error(call) == .unresponsive)
    #expect(room.sent.count == sent)
    room.pass(.seconds(60))
    let later = room.perform(.feature(.get(0x12)))
    room.pass(.seconds(10))
    #expect(room.answer(later) == .value(7, maximum: 9))
  }

  /// Two minutes of attempts, then silence.
  @Test func attemptsAreBounded() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.unresponsive, 100_000_000), .refresh)
    room.pass(.seconds(3_600))
    #expect(room.reads == 2 + 7)
    #expect(room.machine.nextDeadline == nil)
    room.perform(.suspend(.sleep), .resume(.sleep))
    room.pass(.seconds(3_600))
    #expect(room.reads == 2 + 7 + 31 + 7)
  }

  @Test func unplugAnswersEverybody() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 100_000))
    let calls = [
      room.perform(.set(60)), room.perform(.set(61)), room.perform(.feature(.get(0x12))),
      room.perform(.refresh),
    ]
    room.perform(.restart)
    for call in calls { #expect(room.error(call) == .gone) }
  }

  /// The same callers are answered when the monitor is reached in another way.
  @Test func anotherDeviceTakesOver() {
    var room = HistoryPlayer.room()
    room.perform(.fault(.hung, 500))
    let call = room.perform(.set(60))
    room.pass(.seconds(1))
    room.perform(.replace)
    room.pass(ms: 500)
    #expect(room.answer(call) == .taken(true))
    room.pass(.seconds(10))
    #expect(room.isAtRest(60))
  }

  @Test func anInterruptedWriteIsWrittenOnce() {
    var room = HistoryPlayer.room()
    room.perform(.interruptions(2))
    let call = room.perform(.set(60))
    room.pass(.seconds(10))
    #expect(room.answer(call) == .taken(true))
    #expect(room.machine.state == .ready)
    #expect(room.isAtRest(60))
  }

  @Test func aNewScaleKeepsTheShare() {
    var room = HistoryPlayer.room()
    room.perform(.range(255), .refresh)
    room.pass(.seconds(10))
    #expect(room.machine.rawMaximum == 255)
    #expect(room.shown == 50)
    room.perform(.set(60))
    room.pass(.seconds(10))
    #expect(room.monitor.raw == 153)
  }
}

import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct BrightnessRequestTests {
  @Test @LoopActor func setsTheBrightness() async {
    let desk = await Desk.ready(raw: 50, maximum: 200)
    desk.set(60, sender: ":1.7")
    await desk.pass(.milliseconds(49))
    // Not before the hardware took it.
    #expect(desk.answers.missing == 1)
    #expect(desk.events.all == [])
    #expect(desk.display.level?.raw == 50)
    await desk.pass(.milliseconds(1))
    #expect(desk.answers.values == [true])
    #expect(desk.device.calls == [.write(120)])
    #expect(desk.display.level == BrightnessLevel(percent: 60, raw: 120))
    #expect(desk.events.all == [.brightness(60, .client, ":1.7")])
    #expect(desk.display.writes == 1)
    #expect(desk.events.writes == 1)
  }

  @Test @LoopActor func writesNothingForTheValueThatIsThere() async {
    let desk = await Desk.ready()
    desk.set(50)
    desk.set(50)
    await desk.pass(.seconds(1))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
    #expect(desk.display.writes == 0)
  }

  /// 50 and 51 percent are one step of coarse hardware.
  @Test @LoopActor func writesNothingForThatStepOfTheHardware() async {
    let desk = await Desk.ready(raw: 5, maximum: 10)
    desk.set(51)
    await desk.pass(.seconds(1))
    #expect(desk.answers.values == [true])
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
  }

  @Test @LoopActor func takesTheLatestOfAFlood() async {
    let desk = await Desk.ready()
    for request in 0..<1_000 {
      desk.set(request % 101)
      if request % 10 == 9 { await desk.pass(.milliseconds(1)) }
    }
    desk.set(77)
    await desk.pass(.milliseconds(120))
    #expect(desk.device.reading.current == 77)
    #expect(desk.answers.missing == 0)
    #expect(desk.answers.values.allSatisfy { $0 == true })
    // 100 ms of requests at 50 ms a write.
    #expect(desk.device.writes.count <= 4)
    #expect(desk.device.writes.last == 77)
    #expect(desk.display.writes == UInt64(desk.device.writes.count))
    #expect(desk.events.brightness.count == desk.device.writes.count)
  }

  @Test @LoopActor func answersAFloodAtOnceWithTwoWrites() async {
    let desk = await Desk.ready()
    for request in 0..<1_000 { desk.set(request % 50) }
    await desk.pass(.milliseconds(50))
    let first = desk.answers.values.count { $0 == true }
    #expect(first >= 1)
    #expect(desk.device.writes.count == 2)
    await desk.pass(.milliseconds(50))
    #expect(desk.answers.values.allSatisfy { $0 == true })
    #expect(desk.device.writes.last == 49)
    #expect(desk.device.writes.count == 2)
  }

  /// Nobody is told of success before a write that covers the request is done.
  @Test @LoopActor func answersWithTheLaterWrite() async {
    let desk = await Desk.ready()
    desk.set(10)
    await desk.pass(.milliseconds(10))
    desk.set(20)
    desk.set(30)
    await desk.pass(.milliseconds(40))
    #expect(desk.answers.values == [true, nil, nil])
    await desk.pass(.milliseconds(50))
    #expect(desk.answers.values == [true, true, true])
    #expect(desk.device.writes == [10, 30])
    #expect(
      desk.events.all == [.brightness(10, .client, ":1.5"), .brightness(30, .client, ":1.5")])
  }

  /// Back to the value that the monitor has: the write under way changes it first.
  @Test @LoopActor func writesTheOldValueAgainAfterAnother() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(50)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.writes == [60, 50])
    #expect(desk.display.level?.percent == 50)
    #expect(desk.answers.values == [true, true])
  }

  @Test @LoopActor func addsToWhatWasLastAskedFor() async {
    let desk = await Desk.ready()
    desk.add(10)
    await desk.pass(.milliseconds(10))
    desk.add(10)
    desk.add(10)
    desk.add(-5)
    await desk.pass(.milliseconds(200))
    #expect(desk.display.level?.percent == 75)
    #expect(desk.device.writes == [60, 75])
    #expect(desk.answers.values == [true, true, true, true])
  }

  @Test(arguments: [(Int.max, 100), (Int.min, 0), (1_000, 100), (-1_000, 0)])
  @LoopActor func addsWithinTheScale(difference: Int, end: Int) async {
    let desk = await Desk.ready()
    desk.add(difference)
    await desk.pass(.milliseconds(200))
    #expect(desk.device.reading.current == end)
  }

  @Test @LoopActor func addsNothingAtTheEnd() async {
    let desk = await Desk.ready(raw: 100)
    desk.add(10)
    await desk.pass(.seconds(1))
    #expect(desk.answers.values == [true])
    #expect(desk.device.calls == [])
  }

  @Test(arguments: [(0, 20), (19, 20), (20, 20), (55, 55), (80, 80), (100, 80)])
  @LoopActor func obeysLimits(percent: Int, end: Int) async {
    let desk = await Desk.ready(limits: BrightnessLimits(minimum: 20, maximum: 80))
    desk.set(percent)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.reading.current == end)
    #expect(desk.answers.values == [true])
  }

  @Test @LoopActor func obeysLimitsInAdditionsAndFades() async {
    let desk = await Desk.ready(limits: BrightnessLimits(minimum: 20, maximum: 80))
    desk.add(90)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.reading.current == 80)
    desk.add(-90)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.reading.current == 20)
    desk.fade(to: 100, over: .milliseconds(500))
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 80)
    #expect(desk.device.writes.allSatisfy { (20...80).contains($0) })
  }

  /// A monitor of 7 steps and a maximum that falls between two of them.
  @Test @LoopActor func reachesALimitByKeyPressesOnCoarseHardware() async {
    let desk = await Desk.ready(
      raw: 4, maximum: 7, limits: BrightnessLimits(minimum: 20, maximum: 80))
    for _ in 0..<8 {
      desk.add(5)
      await desk.pass(.milliseconds(100))
    }
    #expect(desk.device.reading.current == 6)
    for _ in 0..<12 {
      desk.add(-5)
      await desk.pass(.milliseconds(100))
    }
    #expect(desk.device.reading.current == 1)
  }

  @Test(arguments: [(30, 30), (0, 20), (200, 80), (65_535, 80)])
  @LoopActor func setsRawValuesWithinLimits(raw: Int, end: Int) async {
    let desk = await Desk.ready(limits: BrightnessLimits(minimum: 20, maximum: 80))
    desk.answers.ask { [display = desk.display] () throws(DisplayError) in
      try await display.set(raw: raw, sender: "")
    }
    await desk.pass(.milliseconds(100))
    #expect(desk.device.reading.current == end)
  }

  @Test @LoopActor func hearsOfExternalChanges() async {
    let desk = await Desk.ready()
    desk.device.onExternalChange?(70)
    #expect(desk.display.level?.percent == 70)
    #expect(desk.events.all == [.brightness(70, .external, "")])
    // Our own echo, or the same value again, is no change.
    desk.device.onExternalChange?(70)
    #expect(desk.events.all.count == 1)
    // A wish for the value from before is written: the monitor does not have it any more.
    desk.set(50)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.writes == [50])
  }

  @Test @LoopActor func findsExternalChangesOnRefresh() async {
    let desk = await Desk.ready()
    desk.device.reading = BrightnessReading(current: 70, maximum: 100)
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.milliseconds(100))
    #expect(desk.events.all == [.brightness(70, .external, "")])
    desk.events.forget()
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.milliseconds(100))
    #expect(desk.events.all == [])
  }

  /// The monitor was changed by its buttons, Refresh finds out, and meanwhile somebody asks for
  /// the brightness that it had before.
  @Test @LoopActor func trustsWhatRefreshFoundMoreThanMemory() async {
    let desk = await Desk.ready()
    desk.device.reading = BrightnessReading(current: 80, maximum: 100)
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.milliseconds(10))
    desk.set(50)
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.values == [true])
    #expect(desk.device.reading.current == 50)
  }
}

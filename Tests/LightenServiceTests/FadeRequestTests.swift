import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct FadeRequestTests {
  @Test @LoopActor func movesInEvenSteps() async {
    let desk = await Desk.ready()
    desk.fade(to: 60, over: .seconds(10))
    await desk.pass(.milliseconds(9_900))
    #expect(desk.device.writes == [51, 52, 53, 54, 55, 56, 57, 58, 59, 60])
    // The last value is there, the time is not over.
    #expect(desk.answers.missing == 1)
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.values == [true])
    #expect(desk.device.writes.count == 10)
    #expect(desk.events.brightness.count == 10)
    #expect(desk.events.brightness.last == .brightness(60, .fade, ":1.5"))
    #expect(desk.clock.untilNext == nil)
  }

  /// The monitor's own buttons left the limits.
  @Test @LoopActor func beginsInsideTheLimits() async {
    let desk = await Desk.ready(raw: 5, limits: BrightnessLimits(minimum: 20, maximum: 100))
    desk.fade(to: 30, over: .seconds(1))
    await desk.pass(.seconds(2))
    #expect(desk.device.writes.first == 20)
    #expect(desk.device.writes.allSatisfy { (20...30).contains($0) })
    #expect(desk.device.reading.current == 30)
  }

  @Test(arguments: [(100, 0), (0, 100), (50, 51)])
  @LoopActor func writesNoFasterThanTheMonitorTakes(start: Int, end: Int) async {
    let desk = await Desk.ready(raw: start)
    desk.fade(to: end, over: .milliseconds(500))
    await desk.pass(.milliseconds(600))
    #expect(desk.answers.values == [true])
    #expect(desk.device.reading.current == end)
    #expect(desk.device.writes.count <= 11)
    let writes = [start] + desk.device.writes
    #expect(zip(writes, writes.dropFirst()).allSatisfy { start < end ? $0 < $1 : $0 > $1 })
  }

  @Test @LoopActor func jumpsWithoutTime() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .zero)
    await desk.pass(FakeDevice.time)
    #expect(desk.device.writes == [90])
    #expect(desk.answers.values == [true])
  }

  @Test @LoopActor func isOverAtOnceWithoutAWay() async {
    let desk = await Desk.ready()
    desk.fade(to: 50, over: .seconds(10))
    await desk.pass(.zero)
    #expect(desk.answers.values == [true])
    #expect(desk.device.calls == [])
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func endsWithANewerRequest() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(500))
    desk.set(20)
    await desk.pass(.milliseconds(120))
    // Its caller is answered with the newer one.
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.reading.current == 20)
    let writes = desk.device.writes.count
    await desk.pass(.seconds(5))
    #expect(desk.device.writes.count == writes)
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func endsWithANewerFade() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(500))
    desk.fade(to: 10, over: .seconds(1))
    await desk.pass(.seconds(2))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.reading.current == 10)
    // From where the first one was, not from where it would have ended.
    #expect(desk.device.writes.allSatisfy { $0 < 75 })
  }

  @Test @LoopActor func endsWithAnExternalChange() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(525))
    desk.device.onExternalChange?(5)
    await desk.pass(.zero)
    #expect(desk.answers.values == [false])
    await desk.pass(.seconds(5))
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func endsWithAFailure() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(500))
    desk.device.fault = .failed
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.errors == [.failed])
    let writes = desk.device.writes.count
    await desk.pass(.seconds(5))
    #expect(desk.device.writes.count == writes)
  }

  @Test @LoopActor func startsFromWhatWasLastAskedFor() async {
    let desk = await Desk.ready()
    desk.set(80)
    await desk.pass(.milliseconds(10))
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.seconds(2))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.writes.first == 80)
    #expect(desk.device.writes.allSatisfy { (80...90).contains($0) })
  }

  @Test @LoopActor func answersARequestThatItReplaces() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.seconds(2))
    #expect(desk.answers.values == [true, true, true])
    #expect(desk.device.reading.current == 90)
  }

  @Test @LoopActor func needsAMonitorThatCanBeControlled() async {
    let desk = Desk()
    desk.device.fault = .unsupported
    desk.display.start()
    await desk.pass(.milliseconds(100))
    desk.fade(to: 60, over: .seconds(1))
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.errors == [.unsupported])
  }
}

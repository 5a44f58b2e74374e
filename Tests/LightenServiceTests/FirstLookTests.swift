import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct FirstLookTests {
  @Test @LoopActor func brings() async {
    let desk = Desk(raw: 128, maximum: 255)
    #expect(desk.display.state == .probing)
    #expect(!desk.display.isControllable)
    desk.display.start()
    await desk.pass(.milliseconds(49))
    #expect(!desk.display.isSettled)
    #expect(!desk.display.reason.isEmpty)
    await desk.pass(.milliseconds(1))
    #expect(desk.display.isSettled)
    #expect(desk.display.state == .ready)
    #expect(desk.display.reason == "")
    #expect(desk.display.isControllable)
    #expect(desk.display.scale?.rawMaximum == 255)
    #expect(desk.display.level == BrightnessLevel(percent: 50, raw: 128))
    // The first reading is no change.
    #expect(desk.events.all == [.settled(.ready)])
    #expect(desk.device.calls == [.probe])
    #expect(desk.display.writes == 0)
    // And nothing ticks afterwards.
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func keepsTheRememberedPercentage() async {
    let desk = Desk(
      raw: 5, maximum: 10, remembered: BrightnessLevel(percent: 52, raw: 5), writes: 7)
    desk.display.start()
    await desk.pass(.seconds(1))
    #expect(desk.display.level == BrightnessLevel(percent: 52, raw: 5))
    #expect(desk.display.writes == 7)
  }

  /// It was changed by its own buttons while nobody looked, and the user said to leave it so.
  @Test @LoopActor func takesAnotherBrightnessThanTheRememberedOne() async {
    let desk = Desk(raw: 80, remembered: BrightnessLevel(percent: 50, raw: 50))
    desk.display.restores = false
    desk.display.start()
    await desk.pass(.seconds(1))
    #expect(desk.display.level?.percent == 80)
    #expect(desk.device.writes == [])
    #expect(desk.events.all == [.settled(.ready)])
  }

  @Test(
    arguments: [
      (.unresponsive, .unresponsive, .unresponsive), (.hung, .unresponsive, .unresponsive),
      (.asleep, .asleep, .asleep), (.unsupported, .unsupported, .unsupported),
      (.permissionDenied, .unsupported, .permissionDenied), (.failed, .unsupported, .unsupported),
    ] as [(DeviceError, DisplayState, DisplayError.Code)])
  @LoopActor func mayFail(
    error: DeviceError, state: DisplayState, answer: DisplayError.Code
  ) async {
    let desk = Desk()
    desk.device.fault = error
    desk.display.start()
    await desk.pass(.milliseconds(60))
    #expect(desk.display.state == state)
    #expect(desk.display.reason == error.message)
    #expect(desk.display.isSettled)
    #expect(!desk.display.isControllable)
    #expect(desk.events.all == [.settled(state)])
    desk.set(60)
    await desk.pass(.seconds(1))
    #expect(desk.answers.errors == [answer])
    #expect(desk.device.writes == [])
  }

  /// A display that takes long is shown before; what it can do comes later.
  @Test @LoopActor func isOverAfterThreeSeconds() async {
    let desk = Desk()
    desk.device.script = Array(repeating: .interrupted, count: 3)
    desk.device.fault = .unresponsive
    desk.display.start()
    let waiter = LoopTask { [display = desk.display] in await display.waitUntilSettled() }
    await desk.pass(.milliseconds(60))
    await waiter.value
    #expect(desk.events.all == [.settled(.unresponsive)])
    desk.device.script = []
    desk.device.fault = nil
    await desk.pass(.seconds(2))
    #expect(desk.events.all == [.settled(.unresponsive), .state(.ready), .abilities])
    #expect(desk.display.level?.percent == 50)
  }

  @Test @LoopActor func settlesWhileTheProbeIsUnderWay() async {
    let clock = ManualLoopClock()
    let device = SimulatedDevice(brightness: 50, maximum: 100, clock: clock)
    device.fault = .hang
    let display = DisplayController(
      record: DisplayRecord(number: 0, id: "x", connector: ""), description: Desk.description,
      device: device, limits: .none, clock: clock)
    let events = EventRecorder()
    display.delegate = events
    display.start()
    await clock.advance(by: .milliseconds(2_999))
    #expect(events.all == [])
    await clock.advance(by: .milliseconds(1))
    #expect(events.all == [.settled(.probing)])
    await clock.advance(by: .seconds(2))
    #expect(events.all == [.settled(.probing), .state(.unresponsive)])
  }

  @Test @LoopActor func isRepeatedWhenInterrupted() async {
    let desk = Desk()
    desk.device.script = [.interrupted, .interrupted, .interrupted]
    desk.display.start()
    await desk.pass(.milliseconds(200))
    #expect(desk.device.calls == [.probe, .probe, .probe, .probe])
    #expect(desk.events.all == [.settled(.ready)])
  }

  @Test @LoopActor func isGivenUpWhenInterruptedAgainAndAgain() async {
    let desk = Desk()
    desk.device.script = Array(repeating: .interrupted, count: 4)
    desk.display.start()
    await desk.pass(.milliseconds(200))
    #expect(desk.device.probes == 4)
    #expect(desk.events.all == [.settled(.unresponsive)])
    // Until the next attempt a second later.
    await desk.pass(.seconds(2))
    #expect(desk.device.probes == 5)
    #expect(desk.display.state == .ready)
  }
}

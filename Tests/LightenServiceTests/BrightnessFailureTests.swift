import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct BrightnessFailureTests {
  // MARK: Answers

  @Test(
    arguments: [
      (.unresponsive, .unresponsive, .unresponsive), (.asleep, .asleep, .asleep),
      (.hung, .unresponsive, .unresponsive), (.failed, .failed, .ready),
      (.disconnected, .gone, .unresponsive),
      (.unsupported, .unsupported, .ready), (.permissionDenied, .permissionDenied, .ready),
    ] as [(DeviceError, DisplayError.Code, DisplayState)])
  @LoopActor func tellsTheCaller(
    error: DeviceError, code: DisplayError.Code, state: DisplayState
  ) async {
    let desk = await Desk.ready()
    desk.device.script = [error]
    desk.set(60)
    await desk.pass(.milliseconds(60))
    #expect(desk.answers.errors == [code])
    #expect(desk.display.state == state)
    #expect(desk.display.reason == (state == .ready ? "" : error.message))
    #expect(desk.events.all == (state == .ready ? [] : [.state(state)]))
    #expect(desk.display.level?.percent == 50)
    // It stays on the bus as it is.
    #expect(desk.display.isControllable)
  }

  @Test @LoopActor func answersWithTheNewerValueAfterAnError() async {
    let desk = await Desk.ready()
    desk.device.script = [.unresponsive]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(45))
    #expect(desk.answers.missing == 2)
    await desk.pass(.milliseconds(50))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.writes == [60, 70])
    #expect(desk.display.state == .ready)
    #expect(desk.events.brightness == [.brightness(70, .client, ":1.5")])
  }

  @Test @LoopActor func answersEverybodyWhenTheNewerValueFailsToo() async {
    let desk = await Desk.ready()
    desk.device.script = [.failed, .failed]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.errors == [.failed, .failed])
    #expect(desk.device.writes == [60, 70])
  }

  /// After five seconds of silence nobody shall wait for five more.
  @Test @LoopActor func answersEverybodyWhenTheMonitorHangs() async {
    let desk = await Desk.ready()
    desk.device.script = [.hung]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    desk.set(80)
    await desk.pass(.milliseconds(45))
    #expect(desk.answers.errors == [.unresponsive, .unresponsive, .unresponsive])
    #expect(desk.device.writes == [60])
    #expect(desk.display.state == .unresponsive)
  }

  // MARK: Interruptions

  @Test @LoopActor func repeatsAnInterruptedWrite() async {
    let desk = await Desk.ready()
    desk.device.script = [.interrupted, .interrupted, .interrupted]
    desk.set(60)
    await desk.pass(.milliseconds(250))
    #expect(desk.device.writes == [60, 60, 60, 60])
    #expect(desk.answers.values == [true])
    #expect(desk.display.state == .ready)
    #expect(desk.events.all == [.brightness(60, .client, ":1.5")])
  }

  @Test @LoopActor func givesUpAfterThreeInterruptions() async {
    let desk = await Desk.ready()
    desk.device.script = Array(repeating: .interrupted, count: 4)
    desk.set(60)
    await desk.pass(.milliseconds(250))
    #expect(desk.device.writes == [60, 60, 60, 60])
    #expect(desk.answers.errors == [.unresponsive])
    #expect(desk.display.state == .unresponsive)
    // The count begins anew with the next one.
    desk.device.forgetCalls()
    desk.device.script = [.interrupted, .interrupted, .interrupted]
    desk.set(70)
    await desk.pass(.milliseconds(250))
    #expect(desk.device.writes == [70, 70, 70, 70])
    #expect(desk.answers.values == [nil, true])
  }

  @Test @LoopActor func repeatsWithTheNewerValue() async {
    let desk = await Desk.ready()
    desk.device.script = [.interrupted]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.writes == [60, 70])
    #expect(desk.answers.values == [true, true])
  }

  // MARK: Wishes

  @Test(arguments: [.unresponsive, .asleep, .disconnected, .hung] as [DeviceError])
  @LoopActor func writesTheLastWishWhenTheMonitorIsBack(error: DeviceError) async {
    let desk = await Desk.ready()
    desk.device.fault = error
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.missing == 0)
    #expect(desk.device.reading.current == 50)
    desk.device.fault = nil
    desk.events.forget()
    await desk.pass(.seconds(4))
    #expect(desk.device.reading.current == 70)
    #expect(desk.display.level?.percent == 70)
    #expect(desk.display.state == .ready)
    // Reading the old value on the way is no change for anybody.
    #expect(desk.events.all == [.state(.ready), .brightness(70, .client, ":1.5")])
  }

  @Test(arguments: [.failed, .unsupported, .permissionDenied] as [DeviceError])
  @LoopActor func forgetsWhatTheMonitorRefused(error: DeviceError) async {
    let desk = await Desk.ready()
    desk.device.script = [error]
    desk.set(60)
    await desk.pass(.milliseconds(100))
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.seconds(200))
    #expect(desk.device.writes == [60])
    #expect(desk.device.reading.current == 50)
  }

  @Test @LoopActor func obeysTheLimitsOfTheTimeWhenItIsWritten() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.set(90)
    await desk.pass(.milliseconds(100))
    desk.display.limits = BrightnessLimits(minimum: 0, maximum: 70)
    desk.device.fault = nil
    await desk.pass(.seconds(5))
    #expect(desk.device.writes == [90, 70])
    #expect(desk.display.level?.percent == 70)
  }

  @Test @LoopActor func takesTheNewWishInPlaceOfTheOld() async {
    let desk = await Desk.ready()
    desk.device.fault = .unresponsive
    desk.set(60)
    await desk.pass(.milliseconds(100))
    desk.device.fault = nil
    desk.set(30)
    await desk.pass(.seconds(10))
    #expect(desk.answers.values == [nil, true])
    #expect(desk.device.reading.current == 30)
  }

  /// A wish that came true by a later request is none any more: the user's own change stands.
  @Test @LoopActor func doesNotWriteAWishThatCameTrue() async {
    let desk = await Desk.ready()
    desk.device.script = [.unresponsive]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(200))
    #expect(desk.device.reading.current == 70)
    // The monitor's buttons, then a Refresh.
    desk.device.reading = BrightnessReading(current: 20, maximum: 100)
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 20)
    #expect(desk.display.level?.percent == 20)
  }

  /// A write that failed may have arrived: that is a change, and is told as what it was.
  @Test @LoopActor func tellsOfAWishThatTheMonitorHasAlready() async {
    let desk = await Desk.ready()
    desk.device.script = [.hung]
    desk.set(60)
    await desk.pass(.milliseconds(60))
    #expect(desk.answers.errors == [.unresponsive])
    desk.device.reading = BrightnessReading(current: 60, maximum: 100)
    desk.device.forgetCalls()
    await desk.pass(.seconds(2))
    #expect(desk.display.state == .ready)
    #expect(desk.device.writes == [])
    #expect(desk.events.brightness == [.brightness(60, .client, ":1.5")])
  }

  /// The wish of a fade is its end, not the step that failed.
  @Test @LoopActor func writesTheEndOfAFadeThatFailed() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(300))
    desk.device.fault = .unresponsive
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.errors == [.unresponsive])
    desk.device.fault = nil
    await desk.pass(.seconds(5))
    #expect(desk.device.reading.current == 90)
  }

  // MARK: Attempts to reach the monitor again

  @Test @LoopActor func probesSevenTimesWithDoublingWaits() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.set(60)
    await desk.pass(FakeDevice.time)
    var probes = 0
    for seconds in [1, 2, 4, 8, 16, 32, 64] {
      #expect(desk.clock.untilNext == .seconds(seconds))
      await desk.pass(.seconds(seconds))
      probes += 1
      #expect(desk.device.probes == probes)
      await desk.pass(FakeDevice.time)
    }
    // Asking forever would keep a monitor from sleeping.
    #expect(desk.clock.untilNext == nil)
    await desk.pass(.seconds(3_600))
    #expect(desk.device.probes == 7)
    #expect(desk.display.state == .asleep)
  }

  /// The kernel tells nobody that a monitor is switched on again.
  @Test @LoopActor func startsAnewWhenAStandbyEnds() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.device.isInStandby = true
    desk.set(60)
    await desk.pass(.seconds(3_600))
    // The monitor itself is left in peace.
    #expect(desk.device.probes == 7)
    desk.device.isInStandby = false
    let wait = desk.clock.untilNext ?? .zero
    #expect(wait > .zero && wait <= .seconds(15))
    await desk.pass(wait + FakeDevice.time)
    // It takes some seconds to hear.
    #expect(desk.device.probes == 8)
    #expect(desk.clock.untilNext == .seconds(1))
    desk.device.fault = nil
    await desk.pass(.seconds(5))
    #expect(desk.display.state == .ready)
    #expect(desk.device.reading.current == 60)
    #expect(desk.clock.untilNext == nil)
  }

  @Test(arguments: [true, false])
  @LoopActor func looksForTheEndOfAStandbyOnlyWhileItIsConnectedAndAwake(isUnplugged: Bool) async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.device.isInStandby = true
    desk.set(60)
    await desk.pass(.seconds(3_600))
    if isUnplugged { desk.display.stop() } else { desk.suspend() }
    await desk.pass(.seconds(1))
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func startsAnewWhenSomethingHappened() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.set(60)
    await desk.pass(.seconds(1_000))
    #expect(desk.device.probes == 7)
    desk.display.lookAgain()
    await desk.pass(FakeDevice.time)
    #expect(desk.device.probes == 8)
    #expect(desk.clock.untilNext == .seconds(1))
    await desk.pass(.seconds(1_000))
    #expect(desk.device.probes == 15)
    // And the wish lives on.
    desk.device.fault = nil
    desk.display.lookAgain()
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 60)
  }

  @Test @LoopActor func looksAgainOnlyAtWhatIsNotReady() async {
    let desk = await Desk.ready()
    desk.display.lookAgain()
    await desk.pass(.seconds(1))
    #expect(desk.device.calls == [])
  }

  /// A request to a monitor that was given up is a reason to look for it again.
  @Test @LoopActor func startsAnewWithARequest() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.set(60)
    await desk.pass(.seconds(1_000))
    desk.set(70)
    await desk.pass(FakeDevice.time)
    #expect(desk.clock.untilNext == .seconds(1))
    desk.device.fault = nil
    await desk.pass(.seconds(2))
    #expect(desk.device.reading.current == 70)
  }

  @Test @LoopActor func startsAnewWithARefresh() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.set(60)
    await desk.pass(.seconds(1_000))
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(FakeDevice.time)
    #expect(desk.clock.untilNext == .seconds(1))
    desk.device.fault = nil
    await desk.pass(.seconds(2))
    #expect(desk.device.reading.current == 60)
  }

  /// Ten turns of a mouse wheel over a monitor that is off must not use up the attempts.
  @Test @LoopActor func keepsItsPatienceThroughManyRequests() async {
    let desk = await Desk.ready()
    desk.device.fault = .unresponsive
    for percent in 60..<70 {
      desk.set(percent)
      await desk.pass(.milliseconds(60))
    }
    #expect(desk.answers.missing == 0)
    desk.device.fault = nil
    await desk.pass(.seconds(130))
    #expect(desk.display.state == .ready)
    #expect(desk.device.reading.current == 69)
  }

  @Test @LoopActor func isReadyAfterAWriteThatWorked() async {
    let desk = await Desk.ready()
    desk.device.script = [.unresponsive]
    desk.set(60)
    await desk.pass(.milliseconds(100))
    desk.set(60)
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.values == [nil, true])
    #expect(desk.display.state == .ready)
    #expect(desk.clock.untilNext == nil)
  }

  /// After a failure nobody knows what the monitor has: a request for the old value is written.
  @Test @LoopActor func writesTheOldValueToAMonitorThatFailed() async {
    let desk = await Desk.ready()
    desk.device.script = [.unresponsive]
    desk.set(60)
    await desk.pass(.milliseconds(100))
    desk.set(50)
    await desk.pass(.milliseconds(100))
    #expect(desk.device.writes == [60, 50])
  }

  // MARK: Losing and regaining control

  @Test(arguments: [.unsupported, .permissionDenied, .failed] as [DeviceError])
  @LoopActor func losesControlByAProbe(error: DeviceError) async {
    let desk = await Desk.ready()
    desk.device.fault = error
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.milliseconds(100))
    #expect(desk.display.state == .unsupported)
    #expect(desk.display.reason == error.message)
    #expect(!desk.display.isControllable)
    #expect(desk.events.all == [.state(.unsupported), .abilities])
    desk.set(60)
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.errors == [error == .permissionDenied ? .permissionDenied : .unsupported])
    desk.device.fault = nil
    desk.events.forget()
    desk.display.lookAgain()
    await desk.pass(.milliseconds(100))
    #expect(desk.display.isControllable)
    #expect(desk.events.all == [.state(.ready), .abilities])
  }

  @Test @LoopActor func tellsOfAnotherScale() async {
    let desk = await Desk.ready()
    desk.device.reading = BrightnessReading(current: 100, maximum: 200)
    LoopTask { [display = desk.display] in await display.refresh() }
    await desk.pass(.milliseconds(100))
    #expect(desk.display.scale?.rawMaximum == 200)
    #expect(desk.display.level == BrightnessLevel(percent: 50, raw: 100))
    #expect(desk.events.all.contains(.abilities))
  }
}

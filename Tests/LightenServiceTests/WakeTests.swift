import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// The computer woke up.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct WakeTests {
  private static let deafAnswers =
    [
      .unresponsive, .asleep, .hung, .unsupported, .failed, .interrupted,
    ] as [DeviceError]

  @Test @LoopActor func writesNothingWhereAllIsWell() async {
    let desk = await Desk.asleep()
    desk.display.wake()
    #expect(!desk.display.reason.isEmpty)
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [.probe])
    #expect(desk.events.all == [.state(.probing), .state(.ready)])
    #expect(desk.events.restored == 1)
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func putsBackWhatItHad() async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.display.wake()
    await desk.pass(.seconds(10))
    // One write, and a look whether it was kept.
    #expect(desk.device.calls == [.probe, .write(50), .probe])
    #expect(
      desk.events.all == [.state(.probing), .state(.ready), .brightness(50, .restore, "")])
    #expect(desk.events.restored == 1)
  }

  @Test @LoopActor func givesWhatTheLightAsksForInstead() async {
    let desk = await Desk.asleep()
    desk.events.percentToRestore = 30
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == [30])
    #expect(desk.events.brightness == [.brightness(30, .restore, "")])
  }

  /// `restore = false`: it is told as it is.
  @Test @LoopActor func leavesItAloneWhereTheUserSaysSo() async {
    let desk = await Desk.asleep()
    desk.display.restores = false
    desk.device.set(80)
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == [])
    #expect(desk.events.brightness == [.brightness(80, .external, "")])
  }

  // MARK: Deaf monitors

  @Test(arguments: [20, 60], deafAnswers)
  @LoopActor func isPatientWithADeafMonitor(seconds: Int, answer: DeviceError) async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.fault = answer
    desk.display.wake()
    await desk.pass(.seconds(seconds))
    #expect(desk.events.all == [.state(.probing)])
    #expect(desk.device.writes == [])
    #expect(desk.display.isControllable)
    desk.device.fault = nil
    await desk.pass(.seconds(10))
    #expect(
      desk.events.all == [.state(.probing), .state(.ready), .brightness(50, .restore, "")])
    #expect(desk.device.writes == [50])
  }

  @Test @LoopActor func asksWithGrowingPauses() async {
    let desk = await Desk.asleep()
    desk.device.fault = .unresponsive
    desk.display.wake()
    await desk.pass(FakeDevice.time)
    var probes = 1
    for seconds in [0.5, 1, 2, 4] + Array(repeating: 5, count: 26) {
      #expect(desk.device.probes == probes)
      #expect(desk.display.state == .probing)
      #expect(desk.clock.untilNext == .seconds(seconds))
      await desk.pass(.seconds(seconds) + FakeDevice.time)
      probes += 1
    }
    #expect(desk.device.probes == 31)
    #expect(desk.display.state == .unresponsive)
  }

  /// After two minutes it is as with any monitor that does not answer; what it had is not forgotten.
  @Test(
    arguments: [
      (.unresponsive, .unresponsive), (.asleep, .asleep), (.hung, .unresponsive),
      (.unsupported, .unsupported), (.failed, .unsupported),
    ] as [(DeviceError, DisplayState)])
  @LoopActor func losesItsPatienceAfterTwoMinutes(answer: DeviceError, state: DisplayState) async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.fault = answer
    desk.display.wake()
    await desk.pass(.seconds(120))
    #expect(desk.display.state == .probing)
    await desk.pass(.seconds(1_000))
    #expect(desk.display.state == state)
    #expect(desk.display.reason == answer.message)
    #expect(desk.display.isControllable == (state != .unsupported))
    #expect(desk.clock.untilNext == nil)
    desk.device.fault = nil
    desk.display.lookAgain()
    await desk.pass(.seconds(3))
    #expect(desk.display.state == .ready)
    #expect(desk.device.writes == [50])
    #expect(desk.display.level?.percent == 50)
  }

  @Test @LoopActor func doesNotWaitLongForAPermission() async {
    let desk = await Desk.asleep()
    desk.device.fault = .permissionDenied
    desk.display.wake()
    await desk.pass(.seconds(3) + FakeDevice.time)
    #expect(desk.display.state == .unsupported)
    #expect(!desk.display.isControllable)
  }

  @Test @LoopActor func wakesAgainWithAllItsPatience() async {
    let desk = await Desk.asleep()
    desk.device.fault = .unresponsive
    desk.display.wake()
    await desk.pass(.seconds(100))
    desk.suspend()
    await desk.pass(.seconds(10))
    #expect(desk.suspended.missing == 0)
    #expect(desk.display.state == .asleep)
    desk.display.wake()
    await desk.pass(.seconds(100))
    #expect(desk.display.state == .probing)
    desk.device.fault = nil
    desk.device.set(80)
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 50)
  }

  // MARK: Monitors that come back after the computer

  @Test(arguments: deafAnswers)
  @LoopActor func isPatientWithAMonitorThatComesLater(answer: DeviceError) async {
    let desk = Desk(raw: 80, remembered: BrightnessLevel(percent: 50, raw: 50))
    desk.device.fault = answer
    desk.display.startWaking()
    await desk.pass(.seconds(20))
    #expect(desk.display.state == .probing)
    #expect(desk.display.isSettled)
    desk.device.fault = nil
    await desk.pass(.seconds(10))
    #expect(desk.display.state == .ready)
    #expect(desk.device.writes == [50])
  }

  /// One that was never controlled is no reason to wait.
  @Test @LoopActor func takesTheWordOfAMonitorThatWasNeverControlled() async {
    let desk = Desk()
    desk.device.fault = .unsupported
    desk.display.startWaking()
    await desk.pass(.seconds(1))
    #expect(desk.display.state == .unsupported)
    #expect(desk.clock.untilNext == nil)
  }

  // MARK: The user

  @Test @LoopActor func makesRoomForARequest() async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.display.wake()
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.seconds(10))
    #expect(desk.answers.values == [true])
    #expect(desk.device.writes == [70])
    #expect(desk.display.level?.percent == 70)
    #expect(desk.display.state == .ready)
  }

  @Test(arguments: deafAnswers)
  @LoopActor func writesARequestWhenTheMonitorHears(answer: DeviceError) async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.fault = answer
    desk.display.wake()
    await desk.pass(.seconds(10))
    desk.set(70)
    await desk.pass(.seconds(10))
    // Who asked is told that it was not done yet.
    #expect(desk.answers.errors.first != .some(nil))
    #expect(desk.events.all == [.state(.probing)])
    desk.device.fault = nil
    desk.device.forgetCalls()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == [70])
    #expect(desk.events.brightness == [.brightness(70, .client, ":1.5")])
  }

  /// A desktop ends its dimming of a panel when the computer wakes up.
  @Test @LoopActor func leavesWhatSomebodySetsAfterTheSleep() async {
    let desk = await Desk.asleep()
    desk.device.fault = .unresponsive
    desk.display.wake()
    await desk.pass(.seconds(3))
    desk.device.set(90)
    desk.device.onExternalChange?(90)
    desk.device.fault = nil
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 90)
    #expect(desk.events.brightness == [.brightness(90, .external, "")])
  }

  /// The sleep itself may change a level, and the hardware say so.
  @Test @LoopActor func doesNotTakeWhatTheMonitorSaysInTheSleepForFinal() async {
    let desk = await Desk.asleep()
    desk.device.set(90)
    desk.device.onExternalChange?(90)
    #expect(desk.display.level?.percent == 50)
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 50)
    #expect(desk.events.brightness == [.brightness(50, .restore, "")])
  }

  @Test @LoopActor func endsWhenItIsUnplugged() async {
    let desk = await Desk.asleep()
    desk.device.fault = .unresponsive
    desk.display.wake()
    await desk.pass(.seconds(3))
    desk.device.forgetCalls()
    desk.events.forget()
    desk.display.stop()
    await desk.pass(.seconds(1_000))
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
    #expect(desk.clock.untilNext == nil)
    // The next time it is plugged in it gets that back.
    #expect(desk.display.levelToKeep?.percent == 50)
  }

  // MARK: Sleep that nobody announced

  /// Without logind only the clocks tell.
  @Test @LoopActor func needsNoSuspend() async {
    let desk = await Desk.ready()
    desk.device.set(80)
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [.probe, .write(50), .probe])
    #expect(
      desk.events.all == [.state(.probing), .state(.ready), .brightness(50, .restore, "")])
  }

  @Test @LoopActor func keepsTheRequestThatIsUnderWay() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.answers.values == [true])
    #expect(desk.device.reading.current == 60)
    #expect(desk.display.level?.percent == 60)
    #expect(desk.display.state == .ready)
  }

  @Test @LoopActor func keepsTheRequestThatWaits() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.milliseconds(10))
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.reading.current == 70)
  }

  @Test @LoopActor func endsAFadeWhereItWasToEnd() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(320))
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.answers.values == [true])
    #expect(desk.device.reading.current == 90)
  }

  /// An operation that hangs may outlast logind's patience, and the sleep itself.
  @Test(arguments: [nil, .hung, .unresponsive] as [DeviceError?])
  @LoopActor func mayComeBeforeTheSuspendIsOver(error: DeviceError?) async {
    let desk = await Desk.ready()
    desk.device.script = [error]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.milliseconds(10))
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.suspended.missing == 0)
    #expect(desk.answers.missing == 0)
    #expect(desk.display.state == .ready)
    #expect(desk.device.reading.current == 60)
    // And it can be set as ever.
    desk.set(70)
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 70)
  }
}

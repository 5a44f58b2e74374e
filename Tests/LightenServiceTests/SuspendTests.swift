import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// The computer goes to sleep.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct SuspendTests {
  @Test @LoopActor func isDoneAtOnceWhereNothingIsUnderWay() async {
    let desk = await Desk.ready()
    desk.suspend()
    await desk.pass(.zero)
    #expect(desk.suspended.values == [true])
    #expect(desk.events.all == [.state(.asleep)])
    #expect(!desk.display.reason.isEmpty)
    #expect(desk.display.level?.percent == 50)
    #expect(desk.display.isControllable)
  }

  @Test @LoopActor func finishesWhatIsUnderWay() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.milliseconds(39))
    #expect(desk.suspended.missing == 1)
    await desk.pass(.milliseconds(1))
    #expect(desk.suspended.missing == 0)
    #expect(desk.answers.values == [true])
    #expect(desk.events.all == [.brightness(60, .client, ":1.5"), .state(.asleep)])
    #expect(desk.device.writes == [60])
  }

  // MARK: What waits

  @Test @LoopActor func keepsTheRequestThatWaits() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(65)
    desk.set(70)
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.seconds(1))
    #expect(desk.answers.errors == [nil, .asleep, .asleep])
    #expect(desk.device.writes == [60])
    #expect(desk.display.levelToKeep?.percent == 70)
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.writes == [60, 70])
    #expect(desk.events.brightness.last == .brightness(70, .client, ":1.5"))
    #expect(desk.events.reached.map(\.isLate) == [false, true])
  }

  @Test @LoopActor func keepsTheEndOfAFade() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(320))
    desk.suspend()
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.errors == [.asleep])
    #expect(desk.suspended.missing == 0)
    #expect(desk.display.levelToKeep?.percent == 90)
    desk.device.forgetCalls()
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [])
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.writes == [90])
  }

  /// The wish is the fade's end, not the step that was lost.
  @Test @LoopActor func keepsTheEndOfAFadeWhoseStepFailed() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(320))
    desk.device.fault = .unresponsive
    desk.suspend()
    await desk.pass(.milliseconds(100))
    #expect(desk.answers.errors == [.asleep])
    desk.device.fault = nil
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 90)
  }

  @Test(arguments: [nil, .unresponsive, .asleep, .hung, .interrupted, .failed] as [DeviceError?])
  @LoopActor func keepsARequestThatComesWhileSomethingIsUnderWay(error: DeviceError?) async {
    let desk = await Desk.ready()
    desk.device.script = [error]
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.milliseconds(10))
    desk.set(70)
    await desk.pass(.seconds(1))
    #expect(desk.answers.missing == 0)
    #expect(desk.answers.errors.last == .asleep)
    #expect(desk.display.levelToKeep?.percent == 70)
    desk.display.wake()
    await desk.pass(.seconds(3))
    #expect(desk.device.reading.current == 70)
  }

  @Test @LoopActor func answersWhoWaitsForAFeature() async {
    let desk = await Desk.ready()
    let reads = Answers<FeatureValue>()
    for code in [0x12, 0x14] as [UInt8] {
      reads.ask { [display = desk.display] () throws(DisplayError) in
        try await display.readFeature(code)
      }
    }
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.seconds(1))
    #expect(reads.values.first??.current == 75)
    #expect(reads.errors.last == .asleep)
    #expect(desk.device.calls == [.readFeature(0x12)])
  }

  @Test @LoopActor func keepsTheWishOfAMonitorThatDoesNotAnswer() async {
    let desk = await Desk.ready()
    desk.device.fault = .unresponsive
    desk.set(60)
    await desk.pass(.milliseconds(100))
    desk.suspend()
    await desk.pass(.seconds(200))
    #expect(desk.device.probes == 0)
    desk.device.fault = nil
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.writes == [60, 60])
  }

  // MARK: While it sleeps

  @Test @LoopActor func leavesTheHardwareInPeace() async {
    let desk = await Desk.asleep()
    desk.set(60)
    desk.add(5)
    desk.fade(to: 90, over: .seconds(1))
    let others = Answers<Bool>()
    others.ask { [display = desk.display] () throws(DisplayError) in
      _ = try await display.readFeature(0x12)
      return true
    }
    others.ask { [display = desk.display] () throws(DisplayError) in
      try await display.writeFeature(0x12, 5, sender: ":1.5")
      return true
    }
    others.ask { [display = desk.display] () throws(DisplayError) in
      _ = try await display.capabilities()
      return true
    }
    let refreshed = Answers<Bool>()
    refreshed.ask { [display = desk.display] () throws(DisplayError) in
      await display.refresh()
      return true
    }
    desk.display.lookAgain()
    await desk.pass(.seconds(1_000))
    #expect(desk.answers.errors == [.asleep, .asleep, .asleep])
    #expect(others.errors == [.asleep, .asleep, .asleep])
    #expect(refreshed.values == [true])
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
    #expect(desk.clock.untilNext == nil)
    #expect(desk.display.state == .asleep)
  }

  @Test @LoopActor func writesTheLastWishWhenItWakes() async {
    let desk = await Desk.asleep()
    desk.set(60)
    desk.set(70, sender: ":1.9")
    await desk.pass(.zero)
    #expect(desk.answers.errors == [.asleep, .asleep])
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.writes == [70])
    #expect(
      desk.events.all == [.state(.probing), .state(.ready), .brightness(70, .client, ":1.9")])
    // What was wished for in another light is not to be learned.
    #expect(desk.events.reached.map(\.isLate) == [true])
  }

  @Test @LoopActor func addsToTheLastWish() async {
    let desk = await Desk.asleep()
    desk.set(70)
    desk.add(5)
    desk.add(5)
    await desk.pass(.zero)
    desk.display.wake()
    await desk.pass(.seconds(1))
    #expect(desk.device.reading.current == 80)
  }

  @Test @LoopActor func doesNotHearTheMonitor() async {
    let desk = await Desk.asleep()
    desk.device.onExternalChange?(10)
    #expect(desk.display.level?.percent == 50)
    #expect(desk.events.all == [])
  }

  @Test @LoopActor func looksAtAnotherDeviceOnlyWhenItWakes() async {
    let desk = await Desk.asleep()
    let other = FakeDevice(raw: 80, clock: desk.clock)
    desk.display.replaceDevice(other, Desk.description)
    await desk.pass(.seconds(10))
    #expect(other.calls == [])
    desk.display.wake()
    await desk.pass(.seconds(3))
    #expect(other.calls == [.probe, .write(50), .probe])
  }

  @Test @LoopActor func saysNothingOfAMonitorWithoutBrightness() async {
    let desk = Desk()
    desk.device.fault = .unsupported
    desk.display.start()
    await desk.pass(.seconds(1))
    desk.events.forget()
    desk.suspend()
    await desk.pass(.seconds(1))
    #expect(desk.display.state == .unsupported)
    desk.display.wake()
    await desk.pass(.seconds(100))
    #expect(desk.events.all == [])
    #expect(desk.device.probes == 2)
  }

  @Test @LoopActor func isAskedTwice() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.suspend()
    desk.suspend()
    await desk.pass(.seconds(1))
    #expect(desk.suspended.missing == 0)
    #expect(desk.events.all == [.brightness(60, .client, ":1.5"), .state(.asleep)])
  }

  // MARK: The first look

  @Test @LoopActor func interruptsTheFirstLook() async {
    let desk = Desk(raw: 80, remembered: BrightnessLevel(percent: 50, raw: 50))
    desk.display.start()
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [.probe])
    #expect(desk.suspended.missing == 0)
    desk.display.wake()
    await desk.pass(.seconds(3))
    #expect(desk.device.calls == [.probe, .probe, .write(50), .probe])
    #expect(desk.display.state == .ready)
    #expect(desk.display.level?.percent == 50)
  }

  /// What was to be put back before the sleep is compared with what the monitor has after it.
  @Test @LoopActor func comparesAnewWhatItWasAboutToPutBack() async {
    let desk = Desk(raw: 80, remembered: BrightnessLevel(percent: 50, raw: 50))
    desk.display.start()
    await desk.pass(.milliseconds(10))
    desk.suspend()
    await desk.pass(.seconds(10))
    desk.device.set(50)
    desk.display.wake()
    await desk.pass(.seconds(3))
    #expect(desk.device.writes == [])
    #expect(desk.display.level?.percent == 50)
    #expect(desk.events.restored == 1)
  }

  @Test @LoopActor func waitsWithTheFirstLookWherePluggedInInTheSleep() async {
    let desk = Desk(raw: 80, remembered: BrightnessLevel(percent: 50, raw: 50))
    desk.display.startAsleep()
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [.settled(.asleep)])
    desk.display.wake()
    await desk.pass(.seconds(3))
    #expect(desk.device.calls == [.probe, .write(50), .probe])
    #expect(desk.display.state == .ready)
  }

  // MARK: Unplugged

  @Test @LoopActor func isOverWhenItIsUnplugged() async {
    let desk = await Desk.ready()
    desk.fade(to: 90, over: .seconds(1))
    await desk.pass(.milliseconds(320))
    desk.suspend()
    await desk.pass(.milliseconds(10))
    #expect(desk.suspended.missing == 1)
    desk.display.stop()
    await desk.pass(.zero)
    #expect(desk.suspended.missing == 0)
    #expect(desk.answers.errors == [.gone])
  }

  @Test @LoopActor func staysUnpluggedWhenTheComputerWakes() async {
    let desk = await Desk.asleep()
    desk.set(70)
    await desk.pass(.zero)
    desk.display.stop()
    desk.display.wake()
    desk.suspend()
    desk.set(60)
    await desk.pass(.seconds(100))
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
    #expect(desk.suspended.missing == 0)
    #expect(desk.answers.errors == [.asleep, .gone])
  }
}

import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// Unplugging, and being reached in another way.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct DisplayLifeTests {
  @Test @LoopActor func answersEverybodyWithGone() async {
    let desk = await Desk.ready()
    let reads = Answers<FeatureValue>()
    let refreshed = Answers<Bool>()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    desk.set(70)
    desk.fade(to: 90, over: .seconds(1))
    for code in [0x12, 0x14] as [UInt8] {
      reads.ask { [display = desk.display] () throws(DisplayError) in
        try await display.readFeature(code)
      }
    }
    refreshed.ask { [display = desk.display] () throws(DisplayError) in
      await display.refresh()
      return true
    }
    await desk.pass(.milliseconds(10))
    desk.display.stop()
    await desk.pass(.zero)
    #expect(desk.device.isStopped)
    #expect(desk.answers.errors == [.gone, .gone, .gone])
    #expect(reads.errors == [.gone, .gone])
    #expect(refreshed.missing == 0)
    // And nothing goes on.
    desk.events.forget()
    desk.device.forgetCalls()
    await desk.pass(.seconds(1_000))
    #expect(desk.events.all == [])
    #expect(desk.device.calls == [])
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func answersWhoWaitsForTheOperationUnderWay() async {
    let desk = await Desk.ready()
    let reads = Answers<FeatureValue>()
    reads.ask { [display = desk.display] () throws(DisplayError) in
      try await display.readFeature(0x12)
    }
    await desk.pass(.milliseconds(10))
    desk.display.stop()
    await desk.pass(.zero)
    #expect(reads.errors == [.gone])
    #expect(desk.events.all == [])
  }

  @Test @LoopActor func answersLaterRequestsWithGone() async {
    let desk = await Desk.ready()
    desk.display.stop()
    desk.set(60)
    desk.add(10)
    desk.fade(to: 90, over: .seconds(1))
    let reads = Answers<FeatureValue>()
    reads.ask { [display = desk.display] () throws(DisplayError) in
      try await display.readFeature(0x12)
    }
    await desk.pass(.seconds(1))
    #expect(desk.answers.errors == [.gone, .gone, .gone])
    #expect(reads.errors == [.gone])
    desk.display.lookAgain()
    desk.device.onExternalChange?(5)
    await desk.pass(.seconds(1))
    #expect(desk.device.calls == [])
    #expect(desk.events.all == [])
  }

  /// Manager.Refresh asks every display; one that was unplugged meanwhile must not hold it up.
  @Test @LoopActor func refreshesAfterItsEnd() async {
    let desk = await Desk.ready()
    desk.display.stop()
    let refreshed = Answers<Bool>()
    refreshed.ask { [display = desk.display] () throws(DisplayError) in
      await display.refresh()
      return true
    }
    await desk.pass(.seconds(1))
    #expect(refreshed.missing == 0)
  }

  @Test @LoopActor func letsGoOfThoseWhoWaitForTheFirstLook() async {
    let desk = Desk()
    desk.display.start()
    let settled = Answers<Bool>()
    settled.ask { [display = desk.display] () throws(DisplayError) in
      await display.waitUntilSettled()
      return true
    }
    await desk.pass(.milliseconds(10))
    #expect(settled.missing == 1)
    desk.display.stop()
    settled.ask { [display = desk.display] () throws(DisplayError) in
      await display.waitUntilSettled()
      return true
    }
    await desk.pass(.zero)
    #expect(settled.missing == 0)
    #expect(desk.events.all == [])
  }

  @Test @LoopActor func releasesItself() async {
    weak var display: DisplayController?
    do {
      let desk = await Desk.ready()
      display = desk.display
      desk.device.fault = .unresponsive
      desk.set(60)
      await desk.pass(.seconds(1))
      desk.display.stop()
      await desk.pass(.seconds(1))
    }
    await TestLoop.settle()
    #expect(display == nil)
  }

  // MARK: Another device

  @LoopActor private func other(_ desk: Desk, raw: Int = 50) -> FakeDevice {
    FakeDevice(raw: raw, clock: desk.clock)
  }

  @Test @LoopActor func looksAtAnotherDevice() async {
    let desk = await Desk.ready()
    let other = other(desk, raw: 70)
    desk.display.replaceDevice(other, Desk.description)
    #expect(desk.device.isStopped)
    await desk.pass(.milliseconds(100))
    #expect(other.calls == [.probe])
    #expect(desk.display.level?.percent == 70)
    desk.set(60)
    await desk.pass(.milliseconds(100))
    #expect(other.writes == [60])
    #expect(desk.device.calls == [])
    // The old device is not heard any more.
    other.onExternalChange?(30)
    #expect(desk.display.level?.percent == 30)
  }

  @Test @LoopActor func writesToTheOtherDeviceWhatTheFirstDidNotTake() async {
    let desk = await Desk.ready()
    desk.set(60)
    await desk.pass(.milliseconds(10))
    let other = other(desk)
    desk.display.replaceDevice(other, Desk.description)
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.values == [true])
    #expect(other.reading.current == 60)
    #expect(desk.display.state == .ready)
  }

  @Test @LoopActor func readsFromTheOtherDeviceWhatTheFirstDidNotSay() async {
    let desk = await Desk.ready()
    let reads = Answers<FeatureValue>()
    reads.ask { [display = desk.display] () throws(DisplayError) in
      try await display.readFeature(0x12)
    }
    await desk.pass(.milliseconds(10))
    desk.display.replaceDevice(other(desk), Desk.description)
    await desk.pass(.milliseconds(300))
    #expect(reads.values == [FeatureValue(current: 75, maximum: 100)])
  }

  /// The first look goes on at the other device; the display is not shown half known.
  @Test @LoopActor func looksForTheFirstTimeAtAnotherDevice() async {
    let desk = Desk()
    desk.display.start()
    await desk.pass(.milliseconds(10))
    let other = other(desk, raw: 70)
    desk.display.replaceDevice(other, Desk.description)
    await desk.pass(.milliseconds(300))
    #expect(desk.events.all == [.settled(.ready)])
    #expect(desk.display.level?.percent == 70)
  }

  /// “enabled = false” in the config.
  @Test @LoopActor func canBeSwitchedOff() async {
    let desk = await Desk.ready()
    desk.display.replaceDevice(UnavailableDevice(.disabled), Desk.description)
    await desk.pass(.milliseconds(100))
    #expect(desk.display.state == .unsupported)
    #expect(!desk.display.isControllable)
    #expect(desk.events.all == [.state(.unsupported), .abilities])
  }

  // MARK: Names

  @Test @LoopActor func hasAName() {
    let desk = Desk()
    #expect(desk.display.name == "Dell U2720Q")
    desk.display.alias = "desk"
    #expect(desk.display.name == "desk")
  }

  @Test(arguments: [
    ("", "U2720Q", "U2720Q"), ("Dell", "", "Dell"), ("", "", "connector-DP-1"),
  ])
  @LoopActor func isCalledByWhatIsKnown(manufacturer: String, model: String, name: String) {
    let clock = ManualLoopClock()
    let display = DisplayController(
      record: DisplayRecord(number: 0, id: "connector-DP-1", connector: "card0-DP-1"),
      description: DisplayDescription(
        id: "connector-DP-1", manufacturer: manufacturer, model: model, serial: "",
        connector: "card0-DP-1", kind: .ddc, isInternal: false, sysPath: ""),
      device: UnavailableDevice(.unsupported), limits: .none, clock: clock)
    #expect(display.name == name)
  }
}

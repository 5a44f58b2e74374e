import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// A display that was away gets its brightness back.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct RestoreTests {
  /// A monitor that comes at 80 percent and had 50 before, unless told otherwise.
  @LoopActor private func desk(
    raw: Int = 80, maximum: Int = 100, limits: BrightnessLimits = .none,
    remembered: BrightnessLevel = BrightnessLevel(percent: 50, raw: 50)
  ) -> Desk {
    Desk(raw: raw, maximum: maximum, limits: limits, remembered: remembered)
  }

  // MARK: The first look

  /// Whoever sees the display sees it as it will be.
  @Test @LoopActor func putsBackWhatItHadBeforeAnybodySeesIt() async {
    let desk = desk()
    desk.display.start()
    await desk.pass(.milliseconds(99))
    #expect(desk.device.calls == [.probe, .write(50)])
    #expect(desk.events.all == [])
    await desk.pass(.milliseconds(1))
    #expect(desk.events.all == [.settled(.ready)])
    #expect(desk.display.level == BrightnessLevel(percent: 50, raw: 50))
    #expect(desk.display.writes == 1)
    #expect(desk.events.reached.map(\.origin) == [.restore])
    #expect(desk.events.restored == 0)
    // A second later it is read, to see whether it kept that; and that is all.
    await desk.pass(.seconds(2))
    #expect(desk.device.calls == [.probe, .write(50), .probe])
    #expect(desk.events.restored == 1)
    #expect(desk.events.all == [.settled(.ready)])
    #expect(desk.clock.untilNext == nil)
  }

  /// What the monitor has, its scale, what it had before, and what is written.
  @Test(
    arguments: [
      (50, 100, BrightnessLevel(percent: 50, raw: 50), nil),
      // Coarse hardware: 52 and 50 percent are one step.
      (5, 10, BrightnessLevel(percent: 52, raw: 5), nil),
      (6, 10, BrightnessLevel(percent: 52, raw: 5), 5),
      // The same monitor on another input may have another scale: percent count.
      (100, 200, BrightnessLevel(percent: 50, raw: 50), nil),
      (50, 200, BrightnessLevel(percent: 50, raw: 50), 100),
      // A level between two percentages, which only hardware can have, is left alone.
      (1_002, 2_000, BrightnessLevel(percent: 50, raw: 1_000), nil),
      (80, 100, BrightnessLevel(percent: 0, raw: 0), 0),
    ] as [(Int, Int, BrightnessLevel, Int?)])
  @LoopActor func writesOnlyWhatDiffers(
    raw: Int, maximum: Int, remembered: BrightnessLevel, written: Int?
  ) async {
    let desk = desk(raw: raw, maximum: maximum, remembered: remembered)
    desk.display.start()
    await desk.pass(.seconds(3))
    #expect(desk.device.writes == (written.map { [$0] } ?? []))
    #expect(desk.events.restored == 1)
    #expect(desk.events.all == [.settled(.ready)])
  }

  @Test(arguments: [(90, 80, 70), (10, 80, 30), (90, 70, nil), (10, 30, nil), (60, 80, 60)])
  @LoopActor func obeysTheLimits(percent: Int, present: Int, written: Int?) async {
    let desk = desk(
      raw: present, limits: BrightnessLimits(minimum: 30, maximum: 70),
      remembered: BrightnessLevel(percent: percent, raw: percent))
    desk.display.start()
    await desk.pass(.seconds(3))
    #expect(desk.device.writes == (written.map { [$0] } ?? []))
  }

  @Test(arguments: [(30, 30), (0, 20), (100, 90), (80, nil), (50, 50)])
  @LoopActor func givesWhatTheLightAsksForInstead(wanted: Int, written: Int?) async {
    let desk = desk(limits: BrightnessLimits(minimum: 20, maximum: 90))
    desk.events.percentToRestore = wanted
    desk.display.start()
    await desk.pass(.seconds(3))
    #expect(desk.device.writes == (written.map { [$0] } ?? []))
    #expect(desk.events.restored == 1)
  }

  /// `restore = false`.
  @Test @LoopActor func leavesItAloneWhereTheUserSaysSo() async {
    let desk = desk()
    desk.display.restores = false
    desk.events.percentToRestore = 30
    desk.display.start()
    await desk.pass(.seconds(3))
    #expect(desk.device.calls == [.probe])
    #expect(desk.display.level?.percent == 80)
    #expect(desk.events.restored == 1)
  }

  @Test @LoopActor func putsBackWhatItHadWhenItAnswersAtLast() async {
    let desk = desk()
    desk.device.fault = .unresponsive
    desk.display.start()
    await desk.pass(.milliseconds(500))
    desk.device.fault = nil
    await desk.pass(.seconds(5))
    #expect(
      desk.events.all == [
        .settled(.unresponsive), .state(.ready), .abilities, .brightness(50, .restore, ""),
      ])
    #expect(desk.device.writes == [50])
    #expect(desk.events.restored == 1)
  }

  // MARK: Monitors that do not keep it

  @Test(arguments: 1...3)
  @LoopActor func writesAgainWhatTheMonitorLost(lost: Int) async {
    let desk = desk()
    desk.device.lostWrites = lost
    desk.display.start()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == Array(repeating: 50, count: lost + 1))
    #expect(desk.device.probes == lost + 2)
    #expect(desk.device.reading.current == 50)
    #expect(desk.display.level?.percent == 50)
    // It was announced once and is done again: nobody hears of it.
    #expect(desk.events.all == [.settled(.ready)])
    #expect(desk.events.restored == 1)
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func givesUpAfterFourWrites() async {
    let desk = desk()
    desk.device.lostWrites = 100
    desk.display.start()
    await desk.pass(.seconds(100))
    #expect(desk.device.writes == [50, 50, 50, 50])
    #expect(desk.device.probes == 5)
    // Then it is what it is.
    #expect(desk.display.level?.percent == 80)
    #expect(desk.events.all == [.settled(.ready), .brightness(80, .external, "")])
    #expect(desk.events.restored == 1)
    #expect(desk.clock.untilNext == nil)
  }

  @Test(arguments: [.unresponsive, .asleep, .hung] as [DeviceError])
  @LoopActor func triesAgainAfterAWriteThatFailed(error: DeviceError) async {
    let desk = desk()
    desk.device.script = [nil, error]
    desk.display.start()
    await desk.pass(.seconds(5))
    #expect(desk.device.calls == [.probe, .write(50), .probe, .write(50), .probe])
    #expect(desk.device.reading.current == 50)
    #expect(desk.display.state == .ready)
    #expect(desk.events.restored == 1)
  }

  @Test(arguments: [.failed, .unsupported, .permissionDenied] as [DeviceError])
  @LoopActor func takesARefusalForAnAnswer(error: DeviceError) async {
    let desk = desk()
    desk.device.script = [nil, error]
    desk.display.start()
    await desk.pass(.seconds(100))
    #expect(desk.device.writes == [50])
    #expect(desk.display.level?.percent == 80)
    #expect(desk.events.all == [.settled(.ready)])
  }

  // MARK: What comes in between

  @Test @LoopActor func makesRoomForARequest() async {
    let desk = desk()
    desk.display.start()
    await desk.pass(.milliseconds(60))
    desk.set(70)
    await desk.pass(.seconds(5))
    #expect(desk.answers.values == [true])
    #expect(desk.device.writes == [50, 70])
    #expect(desk.display.level?.percent == 70)
    #expect(desk.events.all == [.settled(.ready), .brightness(70, .client, ":1.5")])
  }

  @Test @LoopActor func countsARelativeRequestFromWhatItPutsBack() async {
    let desk = desk()
    desk.display.start()
    await desk.pass(.milliseconds(60))
    desk.add(5)
    await desk.pass(.seconds(5))
    #expect(desk.device.reading.current == 55)
  }

  @Test @LoopActor func makesRoomForTheMonitorsOwnButtons() async {
    let desk = desk()
    desk.display.start()
    await desk.pass(.milliseconds(500))
    desk.device.set(30)
    desk.device.onExternalChange?(30)
    await desk.pass(.seconds(5))
    #expect(desk.device.writes == [50])
    #expect(desk.events.all == [.settled(.ready), .brightness(30, .external, "")])
  }

  /// Who only reads the brightness changes nothing, also not what is to be put back.
  @Test @LoopActor func isNotGivenUpForAReader() async {
    let desk = desk()
    desk.device.lostWrites = 1
    desk.display.start()
    await desk.pass(.milliseconds(500))
    let reads = Answers<FeatureValue>()
    reads.ask { [display = desk.display] () throws(DisplayError) in
      try await display.readFeature(0x10)
    }
    await desk.pass(.seconds(10))
    #expect(reads.values.first??.current == 80)
    #expect(desk.device.reading.current == 50)
    #expect(desk.events.all == [.settled(.ready)])
  }

  /// RestoreBrightness and NormalizeBrightness, of a monitor that is about to get its own back.
  @Test @LoopActor func makesRoomForABrightnessThatTheUserRestores() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.refresh()
    await desk.pass(.milliseconds(100))
    desk.device.fault = nil
    desk.answers.ask { [display = desk.display] () throws(DisplayError) in
      try await display.set(percent: 40, origin: .restore)
    }
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 40)
    #expect(desk.display.level?.percent == 40)
  }

  // MARK: Standby

  /// It was switched off and on, and comes back with the brightness it likes.
  @Test @LoopActor func putsBackWhatItHadBeforeItsStandby() async {
    let desk = await Desk.ready()
    desk.device.fault = .asleep
    desk.refresh()
    await desk.pass(.milliseconds(100))
    desk.device.fault = nil
    desk.device.set(80)
    await desk.pass(.seconds(5))
    #expect(
      desk.events.all == [.state(.asleep), .state(.ready), .brightness(50, .restore, "")])
    #expect(desk.device.writes == [50])
    #expect(desk.events.restored == 1)
  }

  @Test @LoopActor func keepsForTheNextTimeWhatItShallHave() async {
    let desk = desk()
    #expect(desk.display.levelToKeep?.percent == 50)
    desk.display.start()
    await desk.pass(.milliseconds(60))
    #expect(desk.display.levelToKeep?.percent == 50)
    await desk.pass(.seconds(5))
    #expect(desk.display.levelToKeep?.percent == 50)
    // What could not be written counts too.
    desk.device.fault = .unresponsive
    desk.set(70)
    await desk.pass(.milliseconds(100))
    #expect(desk.display.level?.percent == 50)
    #expect(desk.display.levelToKeep?.percent == 70)
    #expect(desk.display.targetPercent == 70)
  }
}

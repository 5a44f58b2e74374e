import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct FollowingTests {
  // MARK: Each by its own curve

  @Test @LoopActor func followsTheLightEachByItsOwnCurve() async throws {
    let room = try LightRoom(light: 20)
    room.plug(curve: LightRoom.straight)
    room.plug(curve: [(0, 50), (100, 100)])
    room.plug(auto: false, curve: LightRoom.straight)
    room.plug()
    await room.pass(.seconds(10))
    // The third is not automatic, and the fourth has learned nothing.
    #expect(room.brightness == [20, 60, 50, 50])
    room.sensor.light = 70
    await room.pass(.seconds(10))
    #expect(room.brightness == [70, 85, 50, 50])
    #expect(room.writes == [2, 2, 0, 0])
    #expect(
      room.changes.sorted() == ["0: 20 auto", "0: 70 auto", "1: 60 auto", "1: 85 auto"])
  }

  @Test(
    arguments: [
      (110, 80), (115, 80), (116, 50), (10, 30), (5, 30), (4, 50),
    ] as [(Double, Int)])
  @LoopActor func followsAsFarAsItHasLearned(light: Double, percent: Int) async throws {
    let room = try await LightRoom.following(light: light, curve: [(10, 30), (110, 80)]) {
      $0.maxDeviation = 5
    }
    #expect(room.brightness == [percent])
  }

  @Test @LoopActor func obeysTheLimits() async throws {
    let room = try await LightRoom.following(limits: BrightnessLimits(minimum: 40, maximum: 60))
    #expect(room.brightness == [40])
    room.sensor.light = 100
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
    // It is as far as it may go: nothing to write.
    room.forget()
    room.sensor.light = 80
    await room.pass(.seconds(10))
    #expect(room.writes == [0])
  }

  // MARK: Few writes

  @Test @LoopActor func leavesItInPeaceWhereTheLightDoes() async throws {
    let room = try await LightRoom.following()
    for light in [25, 29, 20, 11, 15, 29.9, 10.1, 20] as [Double] {
      room.sensor.light = light
      await room.pass(.seconds(5))
    }
    #expect(room.writes == [0])
  }

  @Test @LoopActor func isNotMovedByAShadow() async throws {
    let room = try await LightRoom.following(light: 80)
    room.sensor.light = 10
    await room.pass(.milliseconds(1_400))
    room.sensor.light = 80
    await room.pass(.seconds(30))
    #expect(room.writes == [0])
  }

  /// A sensor that is polled slips once; the reading after it is right.
  @Test @LoopActor func isNotMovedByASlip() async throws {
    let room = try await LightRoom.following(light: 80)
    for light in [80, 80, 5, 80, 80, 80] as [Double] {
      room.sensor.light = light
      await room.pass(.milliseconds(1_010))
    }
    await room.pass(.seconds(30))
    #expect(room.writes == [0])
  }

  @Test @LoopActor func writesOnlyEveryFourthReading() async throws {
    let room = try await LightRoom.following(light: 0)
    for light in stride(from: 1.0, through: 100, by: 1) {
      room.sensor.light = light
      await room.pass(.milliseconds(200))
    }
    await room.pass(.seconds(10))
    // 20 seconds of light that rises all the time.
    #expect((4...6).contains(room.writes[0]))
    #expect((91...100).contains(room.brightness[0]))
  }

  @Test @LoopActor func hasNoTimersButTheOneForTheInterval() async throws {
    let room = try await LightRoom.following()
    await room.pass(.seconds(100))
    #expect(room.clock.untilNext == .milliseconds(790_050))
    room.setAuto(0, false)
    #expect(room.clock.untilNext == nil)
  }

  // MARK: Panels

  @Test(arguments: [(DisplayKind.panel, true), (.panel, false), (.simulated, true)])
  @LoopActor func fadesAPanel(kind: DisplayKind, isInternal: Bool) async throws {
    let room = try LightRoom(light: 50)
    room.plug(curve: LightRoom.straight, kind: kind, isInternal: isInternal)
    await room.pass(.seconds(10))
    room.forget()
    room.sensor.light = 90
    await room.pass(.seconds(10))
    #expect(room.brightness == [90])
    #expect((5...12).contains(room.writes[0]))
    #expect(room.changes.allSatisfy { $0.hasSuffix(" auto") })
    #expect(room.learned(0) == ["0.0:0", "100.0:100"])
  }

  // MARK: The user

  /// While somebody sets it by hand, and learns, the light does not interfere.
  @Test @LoopActor func leavesItToTheUserForAMoment() async throws {
    let room = try await LightRoom.following()
    room.user(0, sets: 60)
    await room.pass(.seconds(1))
    room.sensor.light = 80
    await room.pass(.milliseconds(2_000))
    #expect(room.brightness == [60])
    await room.pass(.seconds(10))
    #expect(room.learned(0) == ["0.0:0", "20.0:60", "100.0:100"])
    #expect(room.brightness != [60])
    #expect(room.brightness == [room.automatic.learnedPercent(room.displays[0], in: 80)])
  }

  @Test @LoopActor func countsFromTheLightThatTheUserDecidedIn() async throws {
    let room = try await LightRoom.following()
    room.sensor.light = 29
    await room.pass(.seconds(5))
    room.user(0, sets: 60)
    await room.pass(.seconds(5))
    room.sensor.light = 38
    await room.pass(.seconds(30))
    #expect(room.brightness == [60])
    #expect(room.changes == ["0: 60 client"])
  }

  /// A slow fade goes to its end whatever the light does; after it the light counts again.
  @Test @LoopActor func leavesAFadeToTheUser() async throws {
    let room = try await LightRoom.following()
    let display = room.displays[0]
    room.answers.ask { () throws(DisplayError) in
      try await display.fade(to: 90, over: .seconds(2_000), sender: ":1.5")
    }
    await room.pass(.seconds(10))
    for light in [40, 60, 75] as [Double] {
      room.sensor.light = light
      await room.pass(.seconds(600))
    }
    #expect(room.answers.missing == 1)
    #expect(room.changes.allSatisfy { $0.hasSuffix(" fade") })
    await room.pass(.seconds(600))
    #expect(room.answers.values == [true])
    #expect(room.changes.suffix(2) == ["0: 90 fade", "0: 75 auto"])
  }

  @Test @LoopActor func doesNotFightTheMonitorsButtons() async throws {
    let room = try await LightRoom.following()
    room.devices[0].set(90)
    room.devices[0].onExternalChange?(90)
    room.sensor.light = 25
    await room.pass(.seconds(60))
    #expect(room.brightness == [90])
    // Another light is another matter.
    room.sensor.light = 40
    await room.pass(.seconds(10))
    #expect(room.brightness == [40])
  }

  @Test @LoopActor func isSwitchedOffAndOn() async throws {
    let room = try await LightRoom.following()
    room.setAuto(0, false)
    #expect(room.sensor.calls == [.claim, .release])
    room.sensor.light = 80
    await room.pass(.seconds(10))
    #expect(room.brightness == [20])
    room.setAuto(0, true)
    #expect(room.sensor.isClaimed)
    // At once: who switches it on wants it.
    await room.pass(FakeDevice.time)
    #expect(room.brightness == [80])
    #expect(room.changes == ["0: 80 auto"])
  }

  @Test @LoopActor func takesOtherParametersAtOnce() async throws {
    let room = try await LightRoom.following()
    room.set { $0.changeThreshold = 40 }
    room.sensor.light = 50
    await room.pass(.seconds(10))
    #expect(room.brightness == [20])
    room.sensor.light = 60
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
  }

  // MARK: The sensor

  @Test @LoopActor func needsLightOnlyForThoseThatFollow() async throws {
    let room = try LightRoom(light: 20)
    room.plug(auto: false)
    await room.pass(.seconds(10))
    #expect(room.sensor.calls == [.start])
    room.plug()
    await room.pass(.seconds(10))
    #expect(room.sensor.calls == [.start, .claim])
    room.unplug(0)
    #expect(room.sensor.isClaimed)
    room.unplug(1)
    #expect(!room.sensor.isClaimed)
    #expect(room.clock.untilNext == nil)
  }

  @Test(
    arguments: [
      (.asleep, false), (.unresponsive, true), (.unsupported, false),
    ] as [(DeviceError, Bool)])
  @LoopActor func leavesTheSensorInPeaceWhileNoMonitorCanFollow(
    fault: DeviceError, isNeeded: Bool
  ) async throws {
    let room = try await LightRoom.following()
    room.devices[0].fault = fault
    LoopTask { [display = room.displays[0]] in await display.refresh() }
    await room.pass(.milliseconds(100))
    #expect(room.sensor.isClaimed == isNeeded)
    // One that is awake needs it.
    room.plug()
    await room.pass(.milliseconds(100))
    #expect(room.sensor.isClaimed)
  }

  @Test @LoopActor func staysAsItIsWithoutSensor() async throws {
    let room = try await LightRoom.following()
    room.sensor.light = 80
    await room.pass(.milliseconds(100))
    room.sensor.fail("It is unplugged.")
    await room.pass(.seconds(5_000))
    #expect(room.brightness == [20])
    #expect(room.writes == [0])
    room.sensor.fail(nil)
    await room.pass(.seconds(10))
    #expect(room.brightness == [80])
    #expect(room.writes == [1])
  }

  // MARK: Sleep

  @Test @LoopActor func letsTheSensorSleepWithTheComputer() async throws {
    let room = try await LightRoom.following()
    room.suspend()
    await room.pass(.zero)
    #expect(!room.sensor.isClaimed)
    room.sensor.light = 80
    await room.pass(.seconds(1_000))
    #expect(room.writes == [0])
    room.wake()
    #expect(room.sensor.isClaimed)
    await room.pass(.seconds(10))
    // It is compared with what it should be now, not with what it was.
    #expect(room.brightness == [80])
    #expect(room.changes == ["0: 80 restore"])
    #expect(room.writes == [1])
  }

  @Test @LoopActor func givesAWakingMonitorWhatTheLightAsksFor() async throws {
    let room = try await LightRoom.following()
    room.suspend()
    await room.pass(.seconds(10))
    room.devices[0].set(100)
    room.devices[0].lostWrites = 1
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [20])
    #expect(room.changes == ["0: 20 restore"])
    #expect(room.writes == [2])
    // And it follows again.
    room.sensor.light = 60
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
  }

  /// A sensor that is slow to wake: the monitor has its brightness of before meanwhile.
  @Test @LoopActor func followsWhenTheLightIsKnownAfterWaking() async throws {
    let room = try await LightRoom.following()
    room.suspend()
    await room.pass(.seconds(10))
    room.sensor.light = nil
    room.devices[0].set(100)
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [20])
    room.sensor.light = 70
    await room.pass(.seconds(10))
    #expect(room.brightness == [70])
    #expect(room.changes == ["0: 20 restore", "0: 70 auto"])
  }

  /// First it has what it had, and is seen to keep it.
  @Test @LoopActor func followsOnlyWhatIsPutBack() async throws {
    let room = try await LightRoom.following()
    room.suspend()
    await room.pass(.seconds(10))
    room.sensor.light = nil
    room.devices[0].set(100)
    room.devices[0].lostWrites = 1
    room.wake()
    await room.pass(.milliseconds(500))
    room.sensor.light = 70
    await room.pass(.milliseconds(500))
    #expect(room.changes == ["0: 20 restore"])
    await room.pass(.seconds(10))
    #expect(room.brightness == [70])
    #expect(room.writes == [2])
  }

  /// `restore = false` leaves it as it comes; the light is another matter.
  @Test @LoopActor func followsAlsoWhereNothingIsPutBack() async throws {
    let room = try await LightRoom.following()
    room.displays[0].restores = false
    room.suspend()
    await room.pass(.seconds(10))
    room.sensor.light = 80
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [80])
    #expect(room.changes == ["0: 80 auto"])
  }

  @Test @LoopActor func givesBackWhatItHadWhereNothingWasLearned() async throws {
    let room = try await LightRoom.following(curve: [])
    room.suspend()
    await room.pass(.seconds(10))
    room.devices[0].set(100)
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [50])
  }

  // MARK: auto_normalize

  @Test @LoopActor func isNormalizedAtTheStartAndAfterSleep() async throws {
    let room = try LightRoom(light: 44) {
      $0.autoNormalize = true
      $0.normalizeMethod = .round
    }
    room.plug(curve: [(0, 90), (100, 100)])
    room.plug(curve: [(0, 90), (100, 100)], remembered: BrightnessLevel(percent: 10, raw: 10))
    await room.pass(.seconds(10))
    #expect(room.brightness == [40, 40])
    // From then on by what was learned.
    room.sensor.light = 60
    await room.pass(.seconds(10))
    #expect(room.brightness == [96, 96])
    room.suspend()
    await room.pass(.seconds(10))
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [60, 60])
    // Switching it on is no start.
    room.setAuto(0, false)
    room.setAuto(0, true)
    await room.pass(.seconds(10))
    #expect(room.brightness == [96, 60])
  }

  // MARK: restore_interval

  /// What was changed by the monitor's buttons is compared from time to time.
  @Test(arguments: [(35.0, 35), (29.0, 90)])
  @LoopActor func comparesTheLightAfterAnInterval(light: Double, percent: Int) async throws {
    let room = try await LightRoom.following()
    room.sensor.light = light
    await room.pass(.seconds(100))
    room.devices[0].set(90)
    room.devices[0].onExternalChange?(90)
    await room.pass(.seconds(700))
    #expect(room.brightness == [90])
    await room.pass(.seconds(100))
    #expect(room.brightness == [percent])
    await room.pass(.seconds(5_000))
    #expect(room.brightness == [percent])
  }

  @Test @LoopActor func doesNotCompareJustAfterAChange() async throws {
    let room = try await LightRoom.following()
    // The interval began with the first reading, about ten seconds ago.
    await room.pass(.milliseconds(886_000))
    room.sensor.light = 60
    await room.pass(.milliseconds(2_000))
    #expect(room.brightness == [60])
    room.devices[0].set(90)
    room.devices[0].onExternalChange?(90)
    await room.pass(.seconds(100))
    #expect(room.brightness == [90])
  }

  @Test @LoopActor func doesNotCompareWhileTheUserSetsIt() async throws {
    let room = try await LightRoom.following()
    room.sensor.light = 60
    await room.pass(.seconds(888))
    room.user(0, sets: 90)
    await room.pass(.seconds(30))
    #expect(room.brightness == [90])
    #expect(room.learned(0) == ["0.0:0", "60.0:90", "100.0:100"])
  }

  // MARK: The end

  @Test @LoopActor func endsEverything() async throws {
    let room = try await LightRoom.following()
    room.user(0, sets: 60)
    room.sensor.light = 80
    await room.pass(.milliseconds(100))
    room.automatic.stop()
    await room.pass(.seconds(5_000))
    #expect(room.sensor.calls.last == .stop)
    #expect(room.brightness == [60])
    #expect(room.store.state.records[0]?.curves[.raw]?.points.count == 2)
    #expect(room.clock.untilNext == nil)
  }
}

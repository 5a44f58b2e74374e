import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct LearningTests {
  /// A room with a monitor that does not follow the light, and has been looked at.
  @LoopActor private func room(
    light: Double?, curve: [(Double, Int)] = [], auto: Bool = false,
    _ adjust: (inout Parameters) -> Void = { _ in }
  ) async throws -> LightRoom {
    let room = try LightRoom(light: light, adjust)
    await room.store.start()
    room.plug(auto: auto, curve: curve)
    await room.pass(.seconds(10))
    room.forget()
    return room
  }

  // MARK: What is learned

  @Test @LoopActor func learnsWhatStoodForThreeSeconds() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 60)
    await room.pass(FakeDevice.time + .milliseconds(2_999))
    #expect(room.learned(0) == [])
    await room.pass(.milliseconds(1))
    #expect(room.learned(0) == ["40.0:60"])
    #expect(room.curveChanges == 1)
    // The sensor was needed for a moment only.
    await room.pass(.seconds(10))
    #expect(room.sensor.calls == [.start, .claim, .release])
    #expect(room.clock.untilNext == nil)
  }

  /// Who sets what is there says that it is right.
  @Test @LoopActor func learnsWhatWasThereAlready() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 50)
    await room.pass(.seconds(4))
    #expect(room.learned(0) == ["40.0:50"])
  }

  @Test @LoopActor func learnsOnlyTheLastOfSeveral() async throws {
    let room = try await room(light: 40)
    for percent in [60, 65, 70, 75] {
      room.user(0, sets: percent)
      await room.pass(.milliseconds(2_900))
    }
    #expect(room.learned(0) == [])
    await room.pass(.seconds(1))
    #expect(room.learned(0) == ["40.0:75"])
  }

  @Test @LoopActor func learnsTheLightInWhichItWasSet() async throws {
    for auto in [false, true] {
      let room = try await room(light: 40, auto: auto)
      room.user(0, sets: 60)
      await room.pass(.seconds(1))
      room.sensor.light = 90
      await room.pass(.seconds(3))
      #expect(room.learned(0) == ["40.0:60"])
    }
  }

  @Test @LoopActor func learnsForEachMonitorByItself() async throws {
    let room = try await room(light: 40)
    room.plug(auto: true)
    await room.pass(.seconds(1))
    room.user(0, sets: 60)
    room.user(1, sets: 30)
    await room.pass(.seconds(4))
    #expect(room.learned(0) == ["40.0:60"])
    #expect(room.learned(1) == ["40.0:30"])
  }

  @Test @LoopActor func keepsTheUnitsApart() async throws {
    let room = try await room(light: 40, curve: [(10, 20)])
    room.sensor.unit = .lux
    #expect(room.learned(0) == [])
    room.user(0, sets: 60)
    await room.pass(.seconds(4))
    #expect(room.learned(0) == ["40.0:60"])
    room.sensor.unit = .raw
    #expect(room.learned(0) == ["10.0:20"])
  }

  @Test(arguments: [(5, ["10.0:20", "44.0:70"]), (4, ["10.0:20", "40.0:40", "44.0:70"])])
  @LoopActor func subsumesWhatIsNear(fidelity: Int, learned: [String]) async throws {
    let room = try await room(light: 44, curve: [(10, 20), (40, 40)]) {
      $0.saveFidelity = fidelity
    }
    room.user(0, sets: 70)
    await room.pass(.seconds(4))
    #expect(room.learned(0) == learned)
  }

  @Test(
    arguments: [(.exact, 47, 60, 13), (.exact, 60, 47, -13), (.round, 47, 60, 10)]
      as [(NormalizeMethod, Double, Int, Int)])
  @LoopActor func learnsTheBaseline(
    method: NormalizeMethod, light: Double, percent: Int, baseline: Int
  ) async throws {
    let room = try await room(light: light) { $0.normalizeMethod = method }
    #expect(room.automatic.baseline(of: room.displays[0]) == 0)
    room.user(0, sets: percent)
    await room.pass(.seconds(4))
    #expect(room.automatic.baseline(of: room.displays[0]) == baseline)
  }

  @Test @LoopActor func isKeptOnTheDisk() async throws {
    let room = try await room(light: 40.5)
    room.user(0, sets: 60)
    await room.pass(.seconds(4))
    let saved = try await room.saved()
    #expect(saved == room.store.state)
    #expect(saved.records[0]?.curves[.raw]?.points == [LightPoint(light: 40.5, percent: 60)])
    #expect(saved.records[0]?.baseline == 19)
  }

  // MARK: What is not learned

  @Test @LoopActor func learnsNoFade() async throws {
    let room = try await room(light: 40)
    let display = room.displays[0]
    room.answers.ask { () throws(DisplayError) in
      try await display.fade(to: 60, over: .milliseconds(300), sender: ":1.5")
    }
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
    #expect(room.learned(0) == [])
  }

  @Test @LoopActor func learnsNothingThatAFadeEnds() async throws {
    let room = try await room(light: 40)
    let display = room.displays[0]
    room.user(0, sets: 60)
    await room.pass(.seconds(2))
    room.answers.ask { () throws(DisplayError) in
      try await display.fade(to: 0, over: .seconds(5), sender: ":1.5")
    }
    await room.pass(.seconds(10))
    #expect(room.learned(0) == [])
  }

  @Test @LoopActor func learnsNothingThatIsRestoredOrNormalized() async throws {
    let room = try await room(light: 40, curve: [(20, 20), (60, 90)])
    room.restore(0)
    await room.pass(.seconds(10))
    room.normalize(0)
    await room.pass(.seconds(10))
    #expect(room.answers.values == [true, true])
    #expect(room.changes == ["0: 55 restore", "0: 40 restore"])
    #expect(room.learned(0) == ["20.0:20", "60.0:90"])
  }

  @Test @LoopActor func learnsNothingThatTheLightDid() async throws {
    let room = try await room(light: 40, curve: LightRoom.straight, auto: true)
    room.sensor.light = 80
    await room.pass(.seconds(10))
    #expect(room.changes == ["0: 80 auto"])
    #expect(room.learned(0) == ["0.0:0", "100.0:100"])
  }

  @Test @LoopActor func learnsNothingThatTheMonitorChangesWithinTheThreeSeconds() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 60)
    await room.pass(.seconds(2))
    room.devices[0].set(30)
    room.devices[0].onExternalChange?(30)
    await room.pass(.seconds(10))
    #expect(room.changes == ["0: 60 client", "0: 30 external"])
    #expect(room.learned(0) == [])
  }

  @Test(arguments: [.unresponsive, .asleep, .failed] as [DeviceError])
  @LoopActor func learnsNothingThatTheMonitorDidNotTake(error: DeviceError) async throws {
    let room = try await room(light: 40)
    room.devices[0].script = [error]
    room.user(0, sets: 60)
    await room.pass(.seconds(20))
    // Where it was taken later, it was asked for in another light.
    #expect(room.brightness == [error.code == .failed ? 50 : 60])
    #expect(room.learned(0) == [])
  }

  @Test @LoopActor func learnsNothingThatWasAskedForInTheSleep() async throws {
    let room = try await room(light: 40)
    room.suspend()
    await room.pass(.seconds(1))
    room.user(0, sets: 60)
    await room.pass(.seconds(1))
    room.wake()
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
    #expect(room.learned(0) == [])
  }

  @Test @LoopActor func learnsNothingOfAMonitorThatIsUnplugged() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 60)
    await room.pass(.seconds(2))
    room.unplug(0)
    await room.pass(.seconds(10))
    #expect(room.learned(0) == [])
    #expect(room.clock.untilNext == nil)
  }

  // MARK: The sensor

  /// When a sensor without a word says something after all, and whether that is learned.
  @Test(arguments: [(0.0, true), (1.5, true), (2.9, true), (3.1, false)])
  @LoopActor func waitsForTheLight(seconds: Double, isLearned: Bool) async throws {
    let room = try await room(light: nil)
    room.user(0, sets: 60)
    await room.pass(FakeDevice.time + .seconds(seconds))
    room.sensor.light = 40
    await room.pass(.seconds(10))
    #expect(room.learned(0) == (isLearned ? ["40.0:60"] : []))
  }

  @Test @LoopActor func learnsNothingWithoutLight() async throws {
    let room = try await room(light: nil)
    room.sensor.fail("It is unplugged.")
    room.user(0, sets: 60)
    await room.pass(.seconds(10))
    #expect(room.brightness == [60])
    #expect(room.learned(0) == [])
    #expect(room.curveChanges == 0)
  }

  @Test @LoopActor func learnsNothingFromASensorThatIsLostBeforeItSaysSomething() async throws {
    let room = try await room(light: nil)
    room.user(0, sets: 60)
    await room.pass(.seconds(1))
    room.sensor.fail("It is unplugged.")
    room.sensor.light = 40
    await room.pass(.seconds(1))
    room.sensor.fail(nil)
    await room.pass(.seconds(10))
    #expect(room.learned(0) == [])
  }

  /// The light was measured before; the sensor's loss does not change that.
  @Test @LoopActor func learnsFromASensorThatIsLostAfterwards() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 60)
    await room.pass(.seconds(1))
    room.sensor.fail("It is unplugged.")
    await room.pass(.seconds(10))
    #expect(room.learned(0) == ["40.0:60"])
  }

  @Test @LoopActor func learnsNothingAcrossUnits() async throws {
    let room = try await room(light: 40)
    room.user(0, sets: 60)
    await room.pass(.seconds(1))
    let other = FakeLightSensor(source: "other")
    other.unit = .lux
    room.meter.use(other)
    await room.pass(.seconds(10))
    #expect(room.learned(0) == [])
  }

  // MARK: Forgetting

  /// As far as `save_fidelity`, and 1 where that is less.
  @Test(
    arguments: [
      (5, 45, true), (5, 45.1, false), (5, 40, true), (0, 41, true), (0, 41.1, false),
      (0, 40, true), (1_000_000, 0, true),
    ] as [(Int, Double, Bool)])
  @LoopActor func forgetsAPoint(fidelity: Int, light: Double, isForgotten: Bool) async throws {
    let room = try await room(light: 10, curve: [(40, 60), (1_000_000, 70)]) {
      $0.saveFidelity = fidelity
    }
    #expect(room.automatic.forget(room.displays[0], near: light) == isForgotten)
    #expect(room.learned(0) == (isForgotten ? [] : ["40.0:60"]) + ["1000000.0:70"])
    #expect(room.curveChanges == (isForgotten ? 1 : 0))
  }

  @Test @LoopActor func forgetsEverything() async throws {
    let room = try await room(light: 40, curve: [(10, 20), (90, 80)])
    room.plug(auto: false, curve: [(10, 30)])
    await room.pass(.seconds(1))
    room.user(0, sets: 60)
    await room.pass(.seconds(4))
    room.user(0, sets: 65)
    await room.pass(.seconds(1))
    room.automatic.forgetAll(room.displays[0])
    await room.pass(.seconds(10))
    // Also what was about to be learned.
    #expect(room.learned(0) == [])
    #expect(room.automatic.baseline(of: room.displays[0]) == 0)
    #expect(room.learned(1) == ["10.0:30"])
    #expect(room.curveChanges == 2)
    let saved = try await room.saved()
    #expect(saved.records[0]?.curves == [:])
  }
}

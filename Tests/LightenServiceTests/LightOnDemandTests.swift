import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// RestoreBrightness and NormalizeBrightness.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct LightOnDemandTests {
  @Test @LoopActor func restoresOnDemand() async throws {
    let room = try LightRoom(light: 30)
    room.plug(
      auto: false, curve: LightRoom.straight, limits: BrightnessLimits(minimum: 0, maximum: 80))
    await room.pass(.seconds(10))
    room.restore(0)
    await room.pass(.milliseconds(100))
    #expect(room.answers.values == [true])
    #expect(room.changes == ["0: 30 restore"])
    room.sensor.light = 95
    room.restore(0)
    await room.pass(.seconds(10))
    #expect(room.brightness == [80])
    #expect(room.sensor.calls == [.start, .claim, .release])
    // What it has already is not written.
    room.restore(0)
    await room.pass(.seconds(10))
    #expect(room.answers.values == [true, true, true])
    #expect(room.writes == [2])
  }

  @Test @LoopActor func restoresNothingThatIsNotKnown() async throws {
    let room = try LightRoom(light: 30)
    room.plug(auto: false)
    room.plug(auto: false, curve: [(90, 90)])
    await room.pass(.seconds(10))
    room.restore(0)
    room.restore(1)
    await room.pass(.seconds(10))
    room.sensor.light = nil
    room.restore(1)
    room.normalize(1)
    await room.pass(.seconds(10))
    room.sensor.fail("It is unplugged.")
    room.restore(1)
    room.normalize(1)
    await room.pass(.seconds(10))
    #expect(room.answers.values == Array(repeating: false, count: 6))
    #expect(room.writes == [0, 0])
  }

  @Test @LoopActor func saysWhyItCannot() async throws {
    let room = try LightRoom(light: 30)
    room.plug(auto: false, curve: LightRoom.straight)
    await room.pass(.seconds(10))
    room.devices[0].fault = .asleep
    room.restore(0)
    await room.pass(.seconds(1))
    room.normalize(0)
    await room.pass(.milliseconds(100))
    #expect(room.answers.errors == [.asleep, .asleep])
  }

  @Test(
    arguments: [
      (.exact, .absolute, 47, 47), (.round, .absolute, 47, 50), (.roundDown, .absolute, 47, 40),
      (.exact, .relative, 47, 62), (.exact, .relative, 99, 90), (.exact, .absolute, 3, 10),
    ] as [(NormalizeMethod, NormalizeMode, Double, Int)])
  @LoopActor func normalizesOnDemand(
    method: NormalizeMethod, mode: NormalizeMode, light: Double, percent: Int
  ) async throws {
    let room = try LightRoom(light: light) {
      $0.normalizeMethod = method
      $0.normalizeMode = mode
    }
    room.plug(auto: false, limits: BrightnessLimits(minimum: 10, maximum: 90), baseline: 15)
    await room.pass(.seconds(10))
    room.normalize(0)
    await room.pass(.seconds(10))
    #expect(room.answers.values == [true])
    #expect(room.brightness == [percent])
    #expect(room.changes == (percent == 50 ? [] : ["0: \(percent) restore"]))
    // It is the computer's idea, not the user's.
    #expect(room.learned(0) == [])
    #expect(room.automatic.baseline(of: room.displays[0]) == 15)
  }

  /// What the user asked for stands, until the light changes.
  @Test @LoopActor func doesNotFightWhatTheUserNormalized() async throws {
    let room = try await LightRoom.following(curve: [(0, 50), (100, 100)])
    #expect(room.brightness == [60])
    room.normalize(0)
    await room.pass(.seconds(60))
    #expect(room.brightness == [20])
    room.sensor.light = 40
    await room.pass(.seconds(10))
    #expect(room.brightness == [70])
  }
}

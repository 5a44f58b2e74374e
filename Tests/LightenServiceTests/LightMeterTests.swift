import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct LightMeterTests {
  /// A meter with what it says to others.
  @LoopActor private final class Bench {
    let clock = ManualLoopClock()
    let sensor = FakeLightSensor()
    let meter: LightMeter
    let answers = Answers<Double>()
    private(set) var readings: [Double] = []
    private(set) var levels: [Double?] = []
    private(set) var sensorChanges = 0

    init() {
      meter = LightMeter(clock: clock)
      meter.onReading = { [weak self] in self?.readings.append($0) }
      meter.onLevelChange = { [weak self] in self.map { $0.levels.append($0.meter.level) } }
      meter.onSensorChange = { [weak self] in self?.sensorChanges += 1 }
    }

    /// With a sensor in this light that nobody needs yet.
    convenience init(light: Double?) {
      self.init()
      meter.use(sensor)
      sensor.light = light
    }

    /// With a sensor that is needed, in this light.
    static func needed(light: Double?) -> Bench {
      let bench = Bench(light: light)
      bench.meter.isNeeded = true
      return bench
    }

    /// Measures without waiting; -1 is none.
    func measure() { answers.ask { [meter] in await meter.measure() ?? -1 } }

    func pass(_ duration: Duration) async { await clock.advance(by: duration) }
  }

  // MARK: The sensor

  @Test @LoopActor func worksWithoutSensor() async {
    let bench = Bench()
    #expect(!bench.meter.isAvailable)
    #expect(bench.meter.level == nil)
    #expect(bench.meter.unit == .lux)
    #expect(bench.meter.source == "")
    bench.meter.isNeeded = true
    bench.measure()
    await bench.pass(.zero)
    #expect(bench.answers.values == [-1])
    #expect(bench.clock.untilNext == nil)
  }

  /// Who asks before the config has said which sensor there is gets its level.
  @Test @LoopActor func waitsForTheSensorThatIsStillToBeChosen() async {
    let bench = Bench()
    bench.meter.isWaitingForSensor = true
    bench.measure()
    await bench.pass(.seconds(1))
    #expect(bench.answers.values == [nil])
    bench.sensor.light = 42
    bench.meter.use(bench.sensor)
    await bench.pass(.zero)
    #expect(bench.answers.values == [42])
    #expect(!bench.meter.isWaitingForSensor)

    // None in the end.
    let other = Bench()
    other.meter.isWaitingForSensor = true
    other.measure()
    await other.pass(.seconds(3))
    #expect(other.answers.values == [-1])
  }

  @Test @LoopActor func isAsItsSensorIs() {
    let bench = Bench(light: 100)
    bench.sensor.unit = .raw
    #expect(bench.meter.isAvailable)
    #expect(bench.meter.unit == .raw)
    #expect(bench.meter.source == "fake")
    bench.sensor.fail("It is unplugged.")
    #expect(!bench.meter.isAvailable)
    #expect(bench.meter.unit == .raw)
  }

  @Test @LoopActor func tellsThatTheSensorComesAndGoes() {
    let bench = Bench.needed(light: 100)
    #expect(bench.meter.level == 100)
    let before = bench.sensorChanges
    bench.sensor.fail("It is unplugged.")
    #expect(bench.sensorChanges == before + 1)
    #expect(bench.meter.level == nil)
    #expect(bench.meter.presentLevel == nil)
    bench.sensor.fail(nil)
    #expect(bench.sensorChanges == before + 2)
    #expect(bench.meter.presentLevel == 100)
  }

  @Test @LoopActor func letsGoOfTheSensorThatItHad() {
    let bench = Bench.needed(light: 100)
    let other = FakeLightSensor(source: "other")
    other.light = 7
    bench.meter.use(other)
    #expect(bench.sensor.calls == [.start, .claim, .stop])
    #expect(other.calls == [.start, .claim])
    #expect(bench.meter.source == "other")
    #expect(bench.meter.presentLevel == 7)
    bench.meter.use(nil)
    #expect(other.calls == [.start, .claim, .stop])
    #expect(bench.meter.presentLevel == nil)
  }

  // MARK: Claims

  @Test @LoopActor func leavesTheSensorInPeaceUntilItIsNeeded() async {
    let bench = Bench(light: 100)
    await bench.pass(.seconds(1_000))
    #expect(bench.sensor.calls == [.start])
    #expect(bench.meter.level == nil)
    bench.meter.isNeeded = true
    bench.meter.isNeeded = true
    #expect(bench.sensor.calls == [.start, .claim])
    #expect(bench.meter.presentLevel == 100)
    bench.meter.isNeeded = false
    #expect(bench.sensor.calls == [.start, .claim, .release])
    // What was measured last may be shown, but is not the light that there is.
    #expect(bench.meter.level == 100)
    #expect(bench.meter.presentLevel == nil)
    #expect(bench.clock.untilNext == nil)
  }

  @Test @LoopActor func doesNotTakeAnOldLevelForThePresentOne() {
    let bench = Bench.needed(light: 100)
    bench.meter.isNeeded = false
    bench.sensor.light = nil
    bench.meter.isNeeded = true
    #expect(bench.meter.presentLevel == nil)
    bench.sensor.light = 50
    #expect(bench.meter.presentLevel == 50)
  }

  /// The other device may lie in another room.
  @Test @LoopActor func doesNotTakeAnotherDevicesLevelForThePresentOne() async {
    let bench = Bench.needed(light: 100)
    bench.sensor.replace()
    #expect(bench.meter.presentLevel == nil)
    bench.measure()
    await bench.pass(.seconds(1))
    #expect(bench.answers.missing == 1)
    bench.sensor.light = 7
    await bench.pass(.zero)
    #expect(bench.answers.values == [7])
    #expect(bench.sensor.calls == [.start, .claim])
  }

  // MARK: Single measurements

  @Test @LoopActor func measuresForAMoment() async {
    let bench = Bench(light: 100)
    bench.measure()
    await bench.pass(.zero)
    #expect(bench.answers.values == [100])
    // Somebody who asks once asks again.
    await bench.pass(.milliseconds(4_999))
    #expect(bench.sensor.isClaimed)
    bench.sensor.light = 110
    bench.measure()
    await bench.pass(.milliseconds(4_999))
    #expect(bench.answers.values == [100, 110])
    #expect(bench.sensor.isClaimed)
    await bench.pass(.milliseconds(1))
    #expect(bench.sensor.calls == [.start, .claim, .release])
    #expect(bench.clock.untilNext == nil)
    bench.measure()
    await bench.pass(.seconds(100))
    #expect(bench.answers.values.last == 110)
    #expect(bench.sensor.calls == [.start, .claim, .release, .claim, .release])
  }

  @Test @LoopActor func waitsForASlowSensor() async {
    let bench = Bench(light: nil)
    bench.measure()
    bench.measure()
    await bench.pass(.milliseconds(2_900))
    #expect(bench.answers.missing == 2)
    bench.sensor.light = 30
    await bench.pass(.zero)
    #expect(bench.answers.values == [30, 30])
    #expect(bench.sensor.calls == [.start, .claim])
  }

  @Test @LoopActor func waitsNoLongerThanThreeSeconds() async {
    let bench = Bench(light: nil)
    bench.measure()
    await bench.pass(.milliseconds(2_999))
    #expect(bench.answers.missing == 1)
    await bench.pass(.milliseconds(1))
    #expect(bench.answers.values == [-1])
    await bench.pass(.seconds(100))
    #expect(bench.sensor.calls == [.start, .claim, .release])
    #expect(bench.clock.untilNext == nil)
  }

  /// The question may be what started the service.
  @Test(arguments: [true, false])
  @LoopActor func waitsUntilTheSensorIsFound(isThere: Bool) async {
    let bench = Bench()
    bench.sensor.beginSearch("It is not plugged in.")
    bench.meter.use(bench.sensor)
    bench.measure()
    await bench.pass(.seconds(1))
    #expect(bench.answers.missing == 1)
    #expect(!bench.meter.isAvailable)
    bench.sensor.light = 30
    bench.sensor.endSearch(isThere ? nil : "It is not plugged in.")
    await bench.pass(.zero)
    #expect(bench.answers.values == [isThere ? 30 : -1])
    #expect(bench.meter.isAvailable == isThere)
  }

  @Test @LoopActor func doesNotWaitForASensorThatIsGone() async {
    let bench = Bench(light: nil)
    bench.measure()
    await bench.pass(.seconds(1))
    bench.sensor.fail("It is unplugged.")
    await bench.pass(.zero)
    #expect(bench.answers.values == [-1])
    bench.measure()
    await bench.pass(.zero)
    #expect(bench.answers.values == [-1, -1])
  }

  @Test @LoopActor func asksASensorAgainThatFailed() async {
    let bench = Bench.needed(light: 100)
    bench.sensor.isBroken = true
    bench.sensor.fail("It is broken.")
    bench.measure()
    await bench.pass(.zero)
    // It is asked again by itself while it is claimed.
    #expect(bench.answers.values == [-1])
    bench.meter.isNeeded = false
    bench.measure()
    await bench.pass(.milliseconds(1))
    #expect(bench.answers.missing == 1)
    let changes = bench.sensorChanges
    bench.sensor.fail("It is broken.")
    await bench.pass(.zero)
    #expect(bench.answers.values == [-1, -1])
    #expect(bench.sensorChanges == changes)
  }

  @Test @LoopActor func measuresAnewWhenTheSensorWasOnlyShown() async {
    let bench = Bench.needed(light: 100)
    bench.meter.isNeeded = false
    bench.sensor.light = 40
    bench.measure()
    await bench.pass(.zero)
    #expect(bench.answers.values == [40])
  }

  @Test @LoopActor func measuresWithTheSensorThatIsClaimedAlready() async {
    let bench = Bench.needed(light: 100)
    bench.measure()
    await bench.pass(.seconds(100))
    #expect(bench.answers.values == [100])
    #expect(bench.sensor.calls == [.start, .claim])
    // A lingering that ends does not take it from who needs it, nor the other way round.
    bench.meter.isNeeded = false
    bench.measure()
    await bench.pass(.seconds(1))
    bench.meter.isNeeded = true
    await bench.pass(.seconds(100))
    #expect(bench.sensor.isClaimed)
    #expect(bench.sensor.calls == [.start, .claim, .release, .claim])
  }

  // MARK: What is told

  /// Each reading is passed on; the change is told once an interval at most, with the latest level.
  @Test @LoopActor func tellsOfTheLightAtMostOnceInAnInterval() async {
    let bench = Bench.needed(light: 100)
    #expect(bench.levels == [100])
    for level in 101...109 {
      await bench.pass(.milliseconds(100))
      bench.sensor.light = Double(level)
    }
    #expect(bench.levels == [100])
    await bench.pass(.milliseconds(100))
    #expect(bench.levels == [100, 109])
    #expect(bench.readings == (100...109).map(Double.init))
    // After a while of quiet it is told at once.
    await bench.pass(.seconds(10))
    bench.sensor.light = 50
    #expect(bench.levels == [100, 109, 50])
    await bench.pass(.seconds(10))
    #expect(bench.levels.count == 3)
    #expect(bench.clock.untilNext == nil)
  }

  @Test @LoopActor func takesTheIntervalFromTheConfig() async {
    let bench = Bench.needed(light: 100)
    bench.meter.interval = .seconds(60)
    bench.sensor.light = 200
    await bench.pass(.milliseconds(59_999))
    #expect(bench.levels == [100])
    await bench.pass(.milliseconds(1))
    #expect(bench.levels == [100, 200])
  }

  @Test @LoopActor func tellsNothingOfTheSameLight() async {
    let bench = Bench.needed(light: 100)
    for _ in 0..<5 {
      await bench.pass(.seconds(1))
      bench.sensor.report()
    }
    // It was another for a moment.
    bench.sensor.light = 90
    await bench.pass(.milliseconds(500))
    bench.sensor.light = 300
    bench.sensor.light = 90
    await bench.pass(.seconds(10))
    #expect(bench.levels == [100, 90])
    #expect(bench.readings == [100, 100, 100, 100, 100, 100, 90, 300, 90])
  }

  @Test @LoopActor func tellsTheFirstLightOfASensorThatIsBack() async {
    let bench = Bench.needed(light: 100)
    bench.sensor.light = 200
    bench.sensor.fail("It is unplugged.")
    await bench.pass(.seconds(10))
    #expect(bench.levels == [100])
    bench.sensor.fail(nil)
    #expect(bench.levels == [100, 200])
  }
}

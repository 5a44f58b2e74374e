import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct SensorChooserTests {
  @LoopActor private final class Bench {
    let clock = ManualLoopClock()
    let meter: LightMeter
    let chooser: SensorChooser
    private(set) var changes = 0

    init(simulated: SimulatedLightSensor? = nil) {
      meter = LightMeter(clock: clock)
      let bus = SystemBus(address: "unix:path=/nowhere/bus", clock: clock)
      chooser = SensorChooser(meter: meter, simulated: simulated, bus: bus, clock: clock)
      meter.onSensorChange = { [weak self] in self?.changes += 1 }
    }

    /// Applies a config; returns whether the sensor was made anew.
    func apply(vendor: UInt16? = nil, interval: Int = 1, rate: Int = 3) -> Bool {
      var configuration = Configuration()
      configuration.sensor = vendor.map { SensorSettings(vendorID: $0, productID: 0x8111) }
      configuration.params.sensorInterval = interval
      configuration.params.changeRate = rate
      let before = changes
      chooser.apply(configuration)
      return changes != before
    }
  }

  @Test @LoopActor func takesTheSimulatedSensorWhateverTheConfigSays() {
    let simulated = SimulatedLightSensor()
    let bench = Bench(simulated: simulated)
    #expect(bench.apply(vendor: 0x239A))
    #expect(!bench.meter.isAvailable)
    simulated.level = 40
    #expect(bench.meter.source == "simulated")
    bench.meter.isNeeded = true
    // Another config is no reason to begin anew.
    #expect(!bench.apply())
    #expect(!bench.apply(interval: 5))
    #expect(bench.meter.presentLevel == 40)
  }

  @Test @LoopActor func takesTheSensorOfTheConfig() {
    let bench = Bench()
    #expect(bench.apply(vendor: 0xFFFF))
    #expect(bench.meter.source == "hid ffff:8111")
    #expect(bench.meter.unit == .raw)
    #expect(!bench.meter.isAvailable)
    // As it is while nothing of it is another.
    #expect(!bench.apply(vendor: 0xFFFF))
    #expect(!bench.apply(vendor: 0xFFFF, rate: 9))
    #expect(bench.apply(vendor: 0x000A, interval: 5))
    #expect(bench.meter.source == "hid 000a:8111")
    bench.meter.use(nil)
  }

  @Test @LoopActor func takesTheComputersOwnSensorOtherwise() {
    let bench = Bench()
    #expect(bench.apply())
    #expect(bench.meter.unit == .lux)
    #expect(!bench.apply())
    #expect(bench.apply(vendor: 0xFFFF))
    #expect(bench.apply())
    #expect(!bench.meter.source.hasPrefix("hid"))
    bench.meter.use(nil)
    #expect(bench.meter.source == "")
  }
}

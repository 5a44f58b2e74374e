import GLibKit
import LightenCore
import LightenDevices

/// Gives the meter the sensor that the config asks for.
@LoopActor
final class SensorChooser {
  /// What a sensor is made from; when that changes, it is made anew.
  private struct Choice: Equatable {
    let settings: SensorSettings?
    let interval: Int
  }

  private let meter: LightMeter
  private let simulated: SimulatedLightSensor?
  private let bus: SystemBus
  private let clock: any LoopClock
  private var choice: Choice?

  /// Chooses for `meter`, with the first config that is applied; with a simulated sensor only that.
  /// `bus` is where iio-sensor-proxy is.
  init(
    meter: LightMeter, simulated: SimulatedLightSensor?, bus: SystemBus, clock: any LoopClock
  ) {
    self.meter = meter
    self.simulated = simulated
    self.bus = bus
    self.clock = clock
    meter.isWaitingForSensor = true
  }

  /// Another config counts from now on.
  func apply(_ configuration: Configuration) {
    let choice = Choice(
      settings: configuration.sensor, interval: configuration.params.sensorInterval)
    guard self.choice != choice else { return }
    let isFirst = self.choice == nil
    self.choice = choice
    if let simulated {
      if isFirst { meter.use(simulated) }
    } else if let settings = choice.settings {
      meter.use(HIDLightSensor(settings, interval: .seconds(choice.interval), clock: clock))
    } else {
      meter.use(ProxyLightSensor(bus: bus, clock: clock))
    }
  }
}

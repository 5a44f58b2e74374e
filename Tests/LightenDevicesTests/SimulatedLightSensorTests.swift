import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenDevices

@Suite(.onLoop, .timeLimit(.minutes(1))) struct SimulatedLightSensorTests {
  @LoopActor private final class Listener {
    var levels: [Double] = []
    var changes = 0

    nonisolated init() {}

    func listen(to sensor: SimulatedLightSensor) {
      sensor.onLevel = { [weak self] in self?.levels.append($0) }
      sensor.onChange = { [weak self] in self?.changes += 1 }
    }
  }

  @Test @LoopActor func isNotThereWithoutLight() {
    let sensor = SimulatedLightSensor()
    #expect(sensor.problem?.isEmpty == false)
    #expect(sensor.source == "")
    sensor.level = 5
    #expect(sensor.problem == nil)
    #expect(sensor.source == "simulated")
    #expect(sensor.unit == .lux)
  }

  @Test @LoopActor func reportsWhileItIsClaimed() {
    let (sensor, listener) = (SimulatedLightSensor(), Listener())
    listener.listen(to: sensor)
    sensor.start()
    sensor.level = 5
    #expect(listener.levels == [])
    sensor.claim()
    #expect(listener.levels == [5])
    sensor.level = 6
    sensor.level = 6
    #expect(listener.levels == [5, 6, 6])
    sensor.release()
    sensor.level = 7
    #expect(listener.levels == [5, 6, 6])
    sensor.claim()
    #expect(listener.levels == [5, 6, 6, 7])
    sensor.stop()
    sensor.level = 8
    #expect(listener.levels == [5, 6, 6, 7])
  }

  @Test @LoopActor func comesAndGoes() {
    let (sensor, listener) = (SimulatedLightSensor(), Listener())
    listener.listen(to: sensor)
    sensor.claim()
    sensor.level = nil
    #expect(listener.changes == 0)
    sensor.level = 5
    #expect(listener.changes == 1)
    sensor.level = 6
    #expect(listener.changes == 1)
    sensor.level = nil
    #expect(listener.changes == 2)
    sensor.level = 0
    #expect(listener.changes == 3)
    #expect(listener.levels == [5, 6, 0])
  }
}

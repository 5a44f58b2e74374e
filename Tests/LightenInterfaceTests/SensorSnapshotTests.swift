import GLibKit
import LightenInterface
import Testing

@Suite struct SensorSnapshotTests {
  private func snapshot(level: Double) -> SensorSnapshot {
    SensorSnapshot(properties: [
      "Available": .boolean(true), "LightLevel": .double(level), "Unit": .string("lux"),
      "Source": .string("iio-sensor-proxy"),
    ])
  }

  @Test func readsWhatTheServiceSays() {
    let sensor = snapshot(level: 240.5)
    #expect(sensor.isAvailable)
    #expect(sensor.level == 240.5)
    #expect(sensor.unit == "lux")
    #expect(sensor.source == "iio-sensor-proxy")
    #expect(snapshot(level: 0).level == 0)
  }

  @Test(arguments: [-1, -0.5, .nan, .infinity])
  func hasNoLevelThatIsNone(level: Double) {
    #expect(snapshot(level: level).level == nil)
  }

  @Test func survivesAnswersOfAnotherForm() {
    for properties in [
      [:], ["LightLevel": .string("x"), "Available": .uint32(1), "Unit": .byte(1)],
    ]
      as [[String: Variant]]
    {
      let sensor = SensorSnapshot(properties: properties)
      #expect(!sensor.isAvailable && sensor.level == nil && sensor.unit == "")
    }
  }
}

import GLibKit
import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct LightTextTests {
  @Test(arguments: [
    (0, "0"), (0.04, "0"), (0.06, "0.1"), (0.5, "0.5"), (7, "7"), (9.94, "9.9"), (9.96, "10"),
    (10.4, "10"), (10.5, "11"), (240.2, "240"), (100_000, "100000"), (-3, "0"),
    (1e300, "1000000000000000"),
  ])
  func levelsAreAsPreciseAsPeopleWant(level: Double, text: String) {
    #expect(LightText.number(level) == text)
  }

  @Test func unitsThatPeopleKnowAreSaid() {
    #expect(LightText.level(42, unit: "lux") == "42 lux")
    #expect(LightText.level(42, unit: "raw") == "42")
  }

  @Test(
    arguments: [
      (nil, nil), (0, "0"), (0.4, "0"), (0.5, "1"), (41.6, "42"), (1e6, "1000000"), (1e300, nil),
    ] as [(Double?, String?)])
  func roundsAsThePredecessorDid(level: Double?, text: String?) {
    #expect(LightText.rounded(level) == text)
  }

  @Test(arguments: [
    (5, "12% at 10 lux"), (10, "12% at 10 lux and 30% at 20 lux"),
    (15, "12% at 10 lux and 30% at 20 lux"), (20, "30% at 20 lux"), (500, "30% at 20 lux"),
  ])
  func namesThePointsOnBothSides(light: Double, text: String) {
    let points = [LearnedPoint(light: 10, brightness: 12), LearnedPoint(light: 20, brightness: 30)]
    #expect(LightText.nearest(points, to: light, unit: "lux") == text)
  }

  @Test func saysWhatToDoWithoutLight() {
    func advice(_ source: String, isSimulated: Bool = false) -> String {
      let sensor = SensorSnapshot(properties: ["Source": .string(source)])
      return LightText.advice(sensor, isSimulated: isSimulated)
    }
    #expect(advice("").hasPrefix("There is no light sensor: name one under [sensor]"))
    #expect(advice("hid 239a:8111").hasPrefix("The light sensor (hid 239a:8111) does not answer"))
    for simulated in [advice("simulated"), advice("", isSimulated: true)] {
      #expect(simulated.hasSuffix("“lighten sim light 240”."))
    }
  }
}

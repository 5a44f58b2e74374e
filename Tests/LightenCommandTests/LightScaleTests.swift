import Testing

@testable import LightenCommand

@Suite struct LightScaleTests {
  private static let highest = [0, 0.2, 1, 9.5, 10, 42, 99, 100, 1000, 2500, 65_535, 100_000, 1e6]

  @Test(arguments: highest, ["lux", "raw"])
  func hasRoomForTheLights(highest: Double, unit: String) {
    let scale = LightScale(unit: unit, lights: [0, highest, highest / 2])
    #expect(scale.maximum >= min(max(highest * 1.05, 10), 1e6))
    // And does not waste more than two thirds of it.
    #expect(scale.maximum <= max(highest * 1.05 * 2.51, 10))
  }

  @Test(arguments: highest, ["lux", "raw"])
  func placesBrighterLightsFurtherRight(highest: Double, unit: String) {
    let scale = LightScale(unit: unit, lights: [highest])
    #expect(scale.position(of: 0) == 0)
    #expect(scale.position(of: scale.maximum) == 1)
    let positions = (0...500).map { scale.position(of: scale.maximum * Double($0) / 500) }
    #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
    for position in positions {
      #expect(abs(scale.position(of: scale.light(at: position)) - position) < 1e-9)
    }
  }

  /// The service evaluates no curve at a greater one.
  @Test(arguments: [800_000, 960_000, 1e6, 5e6], ["lux", "raw"])
  func staysWithinWhatIsLight(highest: Double, unit: String) {
    let scale = LightScale(unit: unit, lights: [highest])
    #expect((0...1000).allSatisfy { scale.light(at: Double($0) / 1000) <= 1e6 })
    #expect(scale.position(of: highest) <= 1)
  }

  @Test func drawsLuxByTheirRatios() {
    let lux = LightScale(unit: "lux", lights: [9000])
    let step = lux.position(of: 1000) - lux.position(of: 100)
    #expect(abs(lux.position(of: 10_000) - lux.position(of: 1000) - step) < 0.005)
    let raw = LightScale(unit: "raw", lights: [90])
    #expect(raw.position(of: 50) == 0.5)
  }

  @Test(arguments: [[], [-5], [.nan], [.infinity, 3], [-.infinity], [1e300]] as [[Double]])
  func copesWithStrangeLights(lights: [Double]) {
    for unit in ["lux", "raw", ""] {
      let scale = LightScale(unit: unit, lights: lights)
      #expect(scale.maximum >= 10 && scale.maximum <= 1e6)
      for light in lights where !light.isNaN {
        #expect((0...1).contains(scale.position(of: light)))
      }
      #expect(!scale.tickSets.isEmpty)
    }
  }

  @Test(arguments: highest, ["lux", "raw"])
  func offersTicksFromDenseToSparse(highest: Double, unit: String) {
    let scale = LightScale(unit: unit, lights: [highest])
    let sets = scale.tickSets
    for set in sets {
      #expect(set.first == 0)
      #expect(set == Array(Set(set)).sorted())
      #expect(set.allSatisfy { $0 <= scale.maximum && $0 == $0.rounded() })
    }
    #expect(sets.last == [0, scale.maximum])
    #expect(zip(sets, sets.dropFirst()).allSatisfy { $0.count >= $1.count })
    #expect((3...30).contains(sets[0].count))
  }
}

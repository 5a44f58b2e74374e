import Testing

@testable import LightenCommand

@Suite struct AxisTicksTests {
  private static let maxima = [0, 9, 42, 99, 400, 2500, 9000, 65_535, 100_000, 950_000]

  private func ticks(_ scale: LightScale, width: Int, gap: Double = 2) -> [AxisTicks.Tick] {
    AxisTicks(scale, bounds: 0...Double(width), gap: gap) {
      Double($0.count)
    } place: {
      6 + $0 * Double(width - 10)
    }.ticks
  }

  @Test(arguments: maxima, ["lux", "raw"])
  func labelsKeepApartAndInside(highest: Int, unit: String) {
    let scale = LightScale(unit: unit, lights: [Double(highest)])
    for width in SamplePlot.widths {
      let ticks = ticks(scale, width: width)
      #expect(ticks.first?.light == 0)
      #expect(ticks.first.map { $0.extent.lowerBound >= 0 } == true)
      #expect(ticks.last.map { $0.extent.upperBound <= Double(width) } == true)
      for (left, right) in zip(ticks, ticks.dropFirst()) {
        #expect(left.extent.upperBound + 2 <= right.extent.lowerBound)
      }
    }
  }

  @Test(arguments: maxima, ["lux", "raw"])
  func widerPlotsHaveAsManyTicksOrMore(highest: Int, unit: String) {
    let scale = LightScale(unit: unit, lights: [Double(highest)])
    #expect(ticks(scale, width: 24).count >= 2)
    #expect(ticks(scale, width: 100).count >= 4)
    let counts = SamplePlot.widths.map { ticks(scale, width: $0).count }
    #expect(counts.first.map { $0 <= counts[counts.count - 1] } == true)
  }

  @Test func writesTheFirstTickWhereNothingElseFits() {
    let scale = LightScale(unit: "lux", lights: [100_000])
    let ticks = ticks(scale, width: 12, gap: 50)
    #expect(ticks.map(\.label) == ["0"])
  }

  @Test(arguments: [
    (0, "0"), (50, "50"), (2000, "2000"), (9999, "9999"), (10_000, "10k"), (10_500, "10500"),
    (200_000, "200k"), (1_000_000, "1M"), (1_500_000, "1500k"), (2_000_000, "2M"),
  ])
  func labelsAreShort(light: Double, label: String) {
    #expect(AxisTicks.label(light) == label)
  }
}

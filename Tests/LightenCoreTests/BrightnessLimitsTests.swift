import Testing

@testable import LightenCore

@Suite struct BrightnessLimitsTests {
  @Test(
    arguments: [
      (0, 100, 0, 100), (20, 80, 20, 80), (-5, 105, 0, 100), (Int.min, Int.max, 0, 100),
      (60, 40, 60, 60), (200, 300, 100, 100), (-20, -10, 0, 0), (100, 0, 100, 100),
    ] as [(Int, Int, Int, Int)])
  func bringsValuesInside(minimum: Int, maximum: Int, low: Int, high: Int) {
    let limits = BrightnessLimits(minimum: minimum, maximum: maximum)
    #expect(limits.minimum == low)
    #expect(limits.maximum == high)
  }

  @Test(
    arguments: [
      (19, 20), (20, 20), (50, 50), (80, 80), (81, 80), (Int.min, 20), (Int.max, 80),
    ] as [(Int, Int)])
  func clamps(percent: Int, expected: Int) {
    #expect(BrightnessLimits(minimum: 20, maximum: 80).clamp(percent) == expected)
  }

  @Test func hasDefaults() {
    #expect(BrightnessLimits.none == BrightnessLimits(minimum: 0, maximum: 100))
    #expect(BrightnessLimits.panel == BrightnessLimits(minimum: 1, maximum: 100))
  }
}

import Testing

@testable import LightenCore

@Suite struct NormalizationTests {
  private func normalization(
    _ method: NormalizeMethod = .exact, _ mode: NormalizeMode = .absolute
  ) -> Normalization {
    var parameters = Parameters()
    parameters.normalizeMethod = method
    parameters.normalizeMode = mode
    return Normalization(parameters)
  }

  /// Levels, and what the predecessor makes of them (lightend/service.py, `normalize_methods`).
  @Test(
    arguments: [
      (.exact, [0, 7, 49, 100, 340], [0, 7, 49, 100, 340]),
      (.round, [0, 4, 5, 9, 44, 45, 95, 104, 105], [0, 0, 10, 10, 40, 50, 100, 100, 110]),
      (.roundUp, [0, 1, 9, 10, 11, 40, 41, 91], [0, 10, 10, 10, 20, 40, 50, 100]),
      // Nine goes up, as the predecessor has it.
      (.roundDown, [0, 8, 9, 10, 48, 49, 98, 99], [0, 0, 10, 10, 40, 50, 90, 100]),
    ] as [(NormalizeMethod, [Int], [Int])])
  func roundsAsThePredecessor(method: NormalizeMethod, levels: [Int], brightness: [Int]) {
    #expect(levels.map(method.brightness) == brightness)
  }

  @Test(
    arguments: [
      (.exact, 0, 0), (.exact, 47.4, 47), (.exact, 47.5, 48), (.exact, 99.6, 100),
      (.exact, 100, 100), (.exact, 101, 100), (.exact, 1_000_000, 100), (.round, 44.4, 40),
      (.round, 44.6, 50), (.round, 96, 100), (.roundUp, 0.4, 0), (.roundUp, 0.6, 10),
      (.roundDown, 48.4, 40), (.roundDown, 48.5, 50),
    ] as [(NormalizeMethod, Double, Int)])
  func isAPercentage(method: NormalizeMethod, light: Double, percent: Int) {
    // A baseline counts in relative mode only.
    for baseline in [0, 30, -30] {
      #expect(normalization(method).percent(for: light, baseline: baseline) == percent)
    }
  }

  @Test(
    arguments: [
      (40, 0, 40), (40, 15, 55), (40, -15, 25), (40, -50, 0), (90, 20, 100), (0, 100, 100),
      (100, -100, 0),
      // What is too much for the scale is so before the baseline counts.
      (500, -20, 80), (1_000_000, 0, 100),
    ] as [(Double, Int, Int)])
  func addsTheBaselineInRelativeMode(light: Double, baseline: Int, percent: Int) {
    #expect(normalization(.exact, .relative).percent(for: light, baseline: baseline) == percent)
  }

  @Test(arguments: NormalizeMethod.allCases)
  func findsTheBaselineThatTheUserWants(method: NormalizeMethod) {
    let normalization = normalization(method, .relative)
    for light in stride(from: 0.0, through: 150, by: 0.5) {
      for percent in 0...100 {
        let baseline = normalization.baseline(for: light, percent: percent)
        #expect((-100...100).contains(baseline))
        #expect(normalization.percent(for: light, baseline: baseline) == percent)
      }
    }
  }

  /// It can be switched to relative at any time.
  @Test(arguments: NormalizeMode.allCases)
  func findsTheBaselineInEitherMode(mode: NormalizeMode) {
    #expect(normalization(.round, mode).baseline(for: 44, percent: 55) == 15)
  }
}

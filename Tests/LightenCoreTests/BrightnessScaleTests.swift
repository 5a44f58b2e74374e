import Testing

@testable import LightenCore

/// Greatest values that real hardware reports, coarse and fine.
private let maxima = [1, 7, 10, 15, 80, 100, 255, 65_535]

@Suite struct BrightnessScaleTests {
  @Test(
    arguments: [
      (1, [(0, 0), (1, 1), (49, 1), (50, 1), (100, 1)]),
      (7, [(0, 0), (1, 1), (21, 1), (22, 2), (50, 4), (92, 6), (93, 7), (100, 7)]),
      (10, [(0, 0), (1, 1), (5, 1), (14, 1), (15, 2), (94, 9), (95, 10), (100, 10)]),
      (15, [(0, 0), (3, 1), (9, 1), (10, 2), (50, 8), (96, 14), (97, 15), (100, 15)]),
      (80, [(0, 0), (1, 1), (2, 2), (50, 40), (99, 79), (100, 80)]),
      (100, [(0, 0), (1, 1), (50, 50), (99, 99), (100, 100)]),
      (255, [(0, 0), (1, 3), (20, 51), (50, 128), (99, 252), (100, 255)]),
      (65_535, [(0, 0), (1, 655), (50, 32_768), (99, 64_880), (100, 65_535)]),
    ] as [(Int, [(Int, Int)])])
  func roundsToTheNearestRawValue(rawMaximum: Int, table: [(Int, Int)]) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    for (percent, raw) in table {
      #expect(scale.level(percent: percent) == BrightnessLevel(percent: percent, raw: raw))
    }
  }

  @Test(arguments: maxima)
  func isNeverDarkAboveZeroPercent(rawMaximum: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    var last = 0
    for percent in 1...100 {
      let raw = scale.level(percent: percent).raw
      #expect((1...rawMaximum).contains(raw), "\(percent) %")
      #expect(raw >= last, "\(percent) %")
      #expect(raw == 1 || abs(raw * 100 - percent * rawMaximum) <= 50, "\(percent) %")
      last = raw
    }
    #expect(last == rawMaximum)
    #expect(scale.level(percent: 0).raw == 0)
  }

  @Test(
    arguments: [
      (-1, 0), (Int.min, 0), (101, 100), (Int.max, 100),
    ] as [(Int, Int)])
  func bringsPercentagesInside(percent: Int, expected: Int) {
    let level = BrightnessScale(rawMaximum: 255).level(percent: percent)
    #expect(level.percent == expected)
    #expect(level.raw == expected * 255 / 100)
  }

  @Test(arguments: [0, -1, Int.min])
  func countsAMaximumBelowOneAsOne(rawMaximum: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    #expect(scale.rawMaximum == 1)
    #expect(scale.level(percent: 100) == BrightnessLevel(percent: 100, raw: 1))
    #expect(scale.level(raw: 1) == BrightnessLevel(percent: 100, raw: 1))
  }

  @Test(
    arguments: [
      (1, [(0, 0), (1, 100)]),
      (7, [(0, 0), (1, 14), (2, 29), (3, 43), (4, 57), (5, 71), (6, 86), (7, 100)]),
      (10, [(0, 0), (1, 10), (9, 90), (10, 100)]),
      (15, [(0, 0), (1, 7), (8, 53), (15, 100)]),
      (80, [(0, 0), (1, 1), (2, 3), (41, 51), (80, 100)]),
      (100, [(0, 0), (1, 1), (99, 99), (100, 100)]),
      (255, [(0, 0), (1, 0), (2, 1), (127, 50), (128, 50), (254, 100), (255, 100)]),
      (65_535, [(327, 0), (328, 1), (32_767, 50), (65_207, 99), (65_208, 100), (65_535, 100)]),
    ] as [(Int, [(Int, Int)])])
  func readsRawValues(rawMaximum: Int, table: [(Int, Int)]) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    for (raw, percent) in table {
      #expect(scale.level(raw: raw) == BrightnessLevel(percent: percent, raw: raw))
    }
  }

  /// Some monitors report 255 of 100.
  @Test(arguments: maxima)
  func takesMoreThanTheMaximumAsTheMaximum(rawMaximum: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    let most = BrightnessLevel(percent: 100, raw: rawMaximum)
    #expect(scale.level(raw: rawMaximum + 1) == most)
    #expect(scale.level(raw: Int.max) == most)
    #expect(scale.level(raw: -1) == BrightnessLevel(percent: 0, raw: 0))
    #expect(scale.level(raw: Int.min) == BrightnessLevel(percent: 0, raw: 0))
  }

  @Test(arguments: maxima)
  func readsBackEveryPercentageThatWasSet(rawMaximum: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    for percent in 0...100 {
      let level = scale.level(percent: percent)
      #expect(scale.level(raw: level.raw, remembered: level) == level)
    }
  }

  @Test func forgetsThePercentageOfAnotherRawValue() {
    let scale = BrightnessScale(rawMaximum: 10)
    let remembered = scale.level(percent: 52)
    #expect(scale.level(raw: 6, remembered: remembered).percent == 60)
    #expect(scale.level(raw: 4, remembered: remembered).percent == 40)
  }

  /// A monitor that sends another maximum on another kind of input keeps its percentage.
  @Test func keepsThePercentageAcrossScales() {
    let remembered = BrightnessScale(rawMaximum: 1_000).level(percent: 52)
    let level = BrightnessScale(rawMaximum: 10).level(raw: 5, remembered: remembered)
    #expect(level == BrightnessLevel(percent: 52, raw: 5))
  }
}

@Suite struct BrightnessAdditionTests {
  private static let everyLimits: [BrightnessLimits] = [
    .none, .panel, BrightnessLimits(minimum: 20, maximum: 80),
    BrightnessLimits(minimum: 33, maximum: 34), BrightnessLimits(minimum: 50, maximum: 50),
  ]

  @Test(
    arguments: [
      (50, 10, 60), (50, -10, 40), (95, 10, 100), (5, -10, 0), (100, 1, 100), (0, -1, 0),
      (50, Int.max, 100), (50, Int.min, 0), (0, Int.min, 0), (100, Int.max, 100), (50, 0, 50),
      (0, 100, 100), (100, -100, 0),
    ] as [(Int, Int, Int)])
  func addsAndStopsAtTheEnds(start: Int, difference: Int, end: Int) {
    let scale = BrightnessScale(rawMaximum: 100)
    let level = scale.level(
      adding: difference, to: scale.level(percent: start), limits: .none)
    #expect(level == BrightnessLevel(percent: end, raw: end))
  }

  @Test(
    arguments: [
      (50, 10, 60), (75, 10, 80), (25, -10, 20), (80, 1, 80), (20, -1, 20),
      (50, Int.max, 80), (50, Int.min, 20),
      // What is outside comes inside.
      (5, 1, 20), (95, -1, 80), (95, 1, 80), (5, 0, 20),
    ] as [(Int, Int, Int)])
  func obeysLimits(start: Int, difference: Int, end: Int) {
    let scale = BrightnessScale(rawMaximum: 100)
    let level = scale.level(
      adding: difference, to: scale.level(percent: start),
      limits: BrightnessLimits(minimum: 20, maximum: 80))
    #expect(level == BrightnessLevel(percent: end, raw: end))
  }

  @Test(
    arguments: [
      // Of 7: 3 is 43 %, 4 is 57 %, 5 is 71 %.
      (7, 4, 1, 5), (7, 4, -1, 3), (7, 4, 5, 5), (7, 4, 20, 5), (7, 4, 22, 6),
      (7, 7, 1, 7), (7, 0, -1, 0), (7, 0, 1, 1), (7, 1, -1, 0),
      (1, 0, 1, 1), (1, 1, -1, 0), (1, 1, 1, 1),
      (10, 5, 1, 6), (10, 5, -1, 4),
    ] as [(Int, Int, Int, Int)])
  func movesOneStepOnCoarseHardware(rawMaximum: Int, start: Int, difference: Int, end: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    let level = scale.level(adding: difference, to: scale.level(raw: start), limits: .none)
    #expect(level.raw == end)
  }

  /// A key press does something until the limit is reached, and never anything beyond it.
  @Test(arguments: maxima, everyLimits)
  func doesSomethingUntilTheLimit(rawMaximum: Int, limits: BrightnessLimits) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    let top = scale.level(percent: limits.maximum).raw
    let bottom = scale.level(percent: limits.minimum).raw
    let ownSteps = rawMaximum <= 100 ? (0...rawMaximum).map { scale.level(raw: $0) } : []
    for level in ownSteps + (0...100).map({ scale.level(percent: $0) }) {
      guard limits.clamp(level.percent) == level.percent else { continue }
      let raw = level.raw
      for difference in [1, 5, 10] {
        let up = scale.level(adding: difference, to: level, limits: limits)
        #expect(limits.clamp(up.percent) == up.percent, "\(raw) + \(difference)")
        #expect(raw < top ? up.raw > raw : up.raw >= raw, "\(raw) + \(difference)")
        let down = scale.level(adding: -difference, to: level, limits: limits)
        #expect(limits.clamp(down.percent) == down.percent, "\(raw) - \(difference)")
        #expect(raw > bottom ? down.raw < raw : down.raw <= raw, "\(raw) - \(difference)")
      }
    }
  }

  // Fine hardware may stand between two percentages, where its own buttons or a hotkey put it.

  @Test(arguments: [(255, 127), (255, 1), (65_535, 33_000), (65_535, 1)])
  func addsNothingToALevelBetweenTwoPercentages(rawMaximum: Int, raw: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    let level = scale.level(raw: raw)
    #expect(scale.level(adding: 0, to: level, limits: .none) == level)
  }

  @Test(arguments: [(255, 205, 50), (65_535, 33_000, 0), (65_535, 32_600, -50), (255, 1, -1)])
  func neverMovesTheWrongWay(rawMaximum: Int, raw: Int, difference: Int) {
    let scale = BrightnessScale(rawMaximum: rawMaximum)
    let level = scale.level(raw: raw)
    let limits = BrightnessLimits(
      minimum: difference < 0 ? level.percent : 0, maximum: difference < 0 ? 100 : level.percent)
    let end = scale.level(adding: difference, to: level, limits: limits).raw
    #expect(difference < 0 ? end <= raw : end >= raw)
  }
}

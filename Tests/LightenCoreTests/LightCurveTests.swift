import Testing

@testable import LightenCore

@Suite struct LightCurveTests {
  private static func curve(_ points: [(Double, Int)], _ unit: LightUnit = .lux) -> LightCurve {
    LightCurve(unit: unit, points: points.map { LightPoint(light: $0.0, percent: $0.1) })
  }

  private static func pairs(_ curve: LightCurve) -> [String] {
    curve.points.map { "\($0.light):\($0.percent)" }
  }

  // MARK: Learning

  @Test func isEmptyAtFirst() {
    let curve = LightCurve(unit: .lux)
    #expect(curve.points.isEmpty)
    #expect(curve.percent(at: 10, maxDeviation: 1_000_000) == nil)
  }

  @Test func sortsItsPointsAndTakesTheLastOfTwo() {
    let curve = Self.curve([(80, 60), (10, 20), (300, 90), (10, 25)])
    #expect(Self.pairs(curve) == ["10.0:25", "80.0:60", "300.0:90"])
  }

  /// The predecessor's rule (lightend/database.py): what is less than `save_fidelity` away goes.
  @Test(
    arguments: [
      (5, 50, ["10.0:10", "50.0:99", "90.0:90"]),
      (5, 54.9, ["10.0:10", "54.9:99", "90.0:90"]),
      (5, 55, ["10.0:10", "50.0:50", "55.0:99", "90.0:90"]),
      (5, 45, ["10.0:10", "45.0:99", "50.0:50", "90.0:90"]),
      (5, 45.1, ["10.0:10", "45.1:99", "90.0:90"]),
      (0, 50, ["10.0:10", "50.0:99", "90.0:90"]),
      (0, 50.001, ["10.0:10", "50.0:50", "50.001:99", "90.0:90"]),
      (1, 50.5, ["10.0:10", "50.5:99", "90.0:90"]),
      (41, 50, ["50.0:99"]),
      (40, 50, ["10.0:10", "50.0:99", "90.0:90"]),
      (1_000_000, 700, ["700.0:99"]),
    ] as [(Int, Double, [String])])
  func subsumesWhatIsNear(fidelity: Int, light: Double, points: [String]) {
    for unit in LightUnit.allCases {
      var curve = Self.curve([(10, 10), (50, 50), (90, 90)], unit)
      curve.learn(LightPoint(light: light, percent: 99), fidelity: fidelity)
      #expect(Self.pairs(curve) == points)
    }
  }

  /// The example of the predecessor's own test, with its nearest neighbours where they are points.
  @Test func learnsLikeThePredecessor() {
    var curve = Self.curve(
      [(1, 30), (10, 35), (20, 45), (30, 60), (35, 65), (40, 70), (90, 85), (100, 90)], .raw)
    curve.learn(LightPoint(light: 44, percent: 75), fidelity: 5)
    #expect(
      Self.pairs(curve) == [
        "1.0:30", "10.0:35", "20.0:45", "30.0:60", "35.0:65", "44.0:75", "90.0:85", "100.0:90",
      ])
    #expect(curve.percent(at: 10, maxDeviation: 10) == 35)
    #expect(curve.percent(at: 44, maxDeviation: 10) == 75)
  }

  // MARK: Forgetting

  @Test(
    arguments: [
      (50, 1, ["10.0:10", "90.0:90"]), (51, 1, ["10.0:10", "90.0:90"]), (51.1, 1, nil),
      (71, 100, ["10.0:10", "50.0:50"]), (69, 100, ["10.0:10", "90.0:90"]),
      (0, 5, nil), (0, 10, ["50.0:50", "90.0:90"]), (1_000_000, 5, nil), (.nan, 5, nil),
    ] as [(Double, Double, [String]?)])
  func forgetsTheNearestPoint(light: Double, reach: Double, points: [String]?) {
    var curve = Self.curve([(10, 10), (50, 50), (90, 90)])
    let isForgotten = curve.forget(near: light, reach: reach)
    #expect(isForgotten == (points != nil))
    #expect(Self.pairs(curve) == points ?? ["10.0:10", "50.0:50", "90.0:90"])
  }

  @Test func hasNothingToForgetAtFirst() {
    var curve = LightCurve(unit: .raw)
    let isForgotten = curve.forget(near: 0, reach: 1_000_000)
    #expect(!isForgotten)
  }

  // MARK: Reading back

  /// `max_deviation` counts beyond the outermost points; between two the curve always answers.
  @Test(
    arguments: [
      (0, nil), (99, nil), (99.9, nil), (100, 30), (105, 30), (110, 30), (390, 70),
      (445, 70), (500, 70), (510, 70), (510.1, nil), (1_000_000, nil),
    ] as [(Double, Int?)])
  func answersWithinTheDeviation(light: Double, percent: Int?) {
    let curve = Self.curve([(110, 30), (390, 70), (500, 70)], .raw)
    #expect(curve.percent(at: light, maxDeviation: 10) == percent)
  }

  @Test(arguments: LightUnit.allCases)
  func answersOnlyAtTheOutermostPointWithoutDeviation(unit: LightUnit) {
    let curve = Self.curve([(10, 20), (100, 60)], unit)
    #expect(curve.percent(at: 10, maxDeviation: 0) == 20)
    #expect(curve.percent(at: 10.0.nextDown, maxDeviation: 0) == nil)
    #expect(curve.percent(at: 100, maxDeviation: 0) == 60)
    #expect(curve.percent(at: 100.0.nextUp, maxDeviation: 0) == nil)
  }

  /// Lux go by their ratio: halfway from 9 to 999 is 99, as 1 is added. Raw levels go as they are.
  @Test(
    arguments: [(.lux, 99, 50), (.lux, 504, 85), (.raw, 99, 9), (.raw, 504, 50)]
      as [(LightUnit, Double, Int)])
  func countsLightAsItsUnitDoes(unit: LightUnit, light: Double, percent: Int) {
    let curve = Self.curve([(9, 0), (999, 100)], unit)
    #expect(curve.percent(at: light, maxDeviation: 0) == percent)
  }

  @Test(arguments: LightUnit.allCases)
  func answersInDarknessAndInSunlight(unit: LightUnit) {
    let curve = Self.curve([(0, 1), (LightUnit.greatestLevel, 100)], unit)
    #expect(curve.percent(at: 0, maxDeviation: 0) == 1)
    #expect(curve.percent(at: LightUnit.greatestLevel, maxDeviation: 0) == 100)
  }

  // MARK: Any points

  /// Curves learned one point after the other, as a user does.
  private static let learned: [LightCurve] = {
    var generator = SeededGenerator(seed: 7)
    return (0..<80).map { index in
      var curve = LightCurve(unit: LightUnit.allCases[index % 2])
      let fidelity = [0, 1, 5, 50].randomElement(using: &generator)!
      let greatest = [0.001, 50, 1_000, 1_000_000].randomElement(using: &generator)!
      for _ in 0...Int.random(in: 0...12, using: &generator) {
        let light = Double.random(in: 0...greatest, using: &generator)
        curve.learn(
          LightPoint(
            light: Bool.random(using: &generator) ? light : light.rounded(),
            percent: Int.random(in: 0...100, using: &generator)), fidelity: fidelity)
      }
      return curve
    }
  }()

  @Test func isSortedAndPassesThroughEachPoint() {
    for curve in Self.learned {
      #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.light < $1.light })
      for point in curve.points {
        #expect(
          curve.percent(at: point.light, maxDeviation: 0) == point.percent, "\(curve.points)")
      }
    }
  }

  @Test func staysBetweenItsNeighboursAndNeverTurns() {
    for curve in Self.learned {
      for (point, next) in zip(curve.points, curve.points.dropFirst()) {
        let percents = (0...50).map { part in
          let light = point.light + (next.light - point.light) * Double(part) / 50
          return curve.percent(at: min(light, next.light), maxDeviation: 0) ?? -1
        }
        #expect(percents.first == point.percent)
        #expect(percents.last == next.percent)
        let isRising = point.percent <= next.percent
        #expect(
          percents == percents.sorted { isRising ? $0 < $1 : $0 > $1 },
          "\(percents) between \(point) and \(next)")
      }
    }
  }

  @Test func risesWithTheLightWhereEveryPointDoes() {
    for curve in Self.learned {
      let percents = curve.points.map(\.percent).sorted()
      let rising = LightCurve(
        unit: curve.unit,
        points: zip(curve.points, percents).map { LightPoint(light: $0.light, percent: $1) })
      let (first, last) = (rising.points[0].light, rising.points.last!.light)
      let sweep = (0...200).map { part in
        let light = first - 9 + (last - first + 18) * Double(part) / 200
        return rising.percent(at: max(light, 0), maxDeviation: 10) ?? -1
      }
      #expect(sweep == sweep.sorted(), "\(sweep) of \(rising.points)")
    }
  }

  // MARK: Units

  @Test(
    arguments: [
      (0, true), (-0.0, true), (0.5, true), (1_000_000, true), (1_000_000.0.nextUp, false),
      (-0.001, false), (-1, false), (.nan, false), (.infinity, false), (-.infinity, false),
    ] as [(Double, Bool)])
  func knowsWhatALevelIs(value: Double, isLevel: Bool) {
    #expect(LightUnit.isLevel(value) == isLevel)
  }

  @Test func hasTheContractsWords() {
    #expect(LightUnit.allCases.map(\.rawValue) == ["lux", "raw"])
  }
}

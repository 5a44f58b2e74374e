import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct CurveOutlineTests {
  /// The height of an outline at a light, nil where it has none.
  private func height(_ pieces: [[CurveVertex]], at light: Double) -> Double? {
    for piece in pieces {
      for (a, b) in zip(piece, piece.dropFirst()) where a.light <= light && light <= b.light {
        let part = a.light == b.light ? 0 : (light - a.light) / (b.light - a.light)
        return a.percent + part * (b.percent - a.percent)
      }
    }
    return nil
  }

  @Test(arguments: SamplePlot.all)
  func goesThroughEveryPoint(plot: CurvePlot) {
    for series in plot.series {
      for point in series.points {
        let corner = CurveVertex(light: point.light, percent: Double(point.brightness))
        #expect(series.outline.contains { $0.contains(corner) })
      }
    }
  }

  @Test(arguments: SamplePlot.all)
  func runsFromLeftToRight(plot: CurvePlot) {
    for piece in plot.series.flatMap(\.outline) {
      #expect(!piece.isEmpty)
      #expect(zip(piece, piece.dropFirst()).allSatisfy { $0.light <= $1.light && $0 != $1 })
    }
  }

  /// Whole percentages were all there was, and yet it is off by less than one of them.
  @Test func hasNoStairs() {
    let points = [(1, 12), (15, 30), (90, 48), (400, 20), (2500, 95)]
      .map { LearnedPoint(light: $0.0, brightness: $0.1) }
    let scale = LightScale(unit: "lux", lights: points.map(\.light))
    let lights = CurveOutline.lights(scale, points)
    let pieces = CurveOutline.pieces(
      lights: lights, values: lights.map { SamplePlot.value(points, $0, reach: 10) },
      points: points)
    #expect(pieces.count == 1)
    var worst = 0.0
    for step in 1...1234 {
      let light = 2500 * Double(step) / 1234
      let exact = SamplePlot.exact(points, light, reach: 10) ?? -1
      worst = max(worst, abs((height(pieces, at: light) ?? -1000) - exact))
    }
    #expect(worst < 0.8)
    // A stair would have a corner with the same height as the one before nearly everywhere.
    let level = zip(pieces[0], pieces[0].dropFirst()).filter { $0.percent == $1.percent }
    #expect(level.count <= 2)
  }

  @Test func hasAPieceForEachRegionThatIsKnown() {
    let pieces = CurveOutline.pieces(
      lights: [0, 1, 2, 3, 4, 5, 6], values: [nil, 5, 5, nil, nil, 9, nil], points: [])
    #expect(
      pieces == [
        [CurveVertex(light: 1, percent: 5), CurveVertex(light: 2, percent: 5)],
        [CurveVertex(light: 5, percent: 9)],
      ])
  }

  @Test func isEmptyWhereNothingWasLearned() {
    #expect(CurveOutline.pieces(lights: [0, 1, 2], values: [nil, nil, nil], points: []) == [])
    #expect(CurveOutline.pieces(lights: [], values: [], points: []) == [])
  }

  @Test func looksAtEachPointOnce() {
    let scale = LightScale(unit: "raw", lights: [100])
    let points = [50, 33.3, 0].map { LearnedPoint(light: $0, brightness: 1) }
    let lights = CurveOutline.lights(scale, points)
    #expect(points.allSatisfy { point in lights.count { $0 == point.light } == 1 })
    #expect(lights == lights.sorted())
    #expect(lights.first == 0 && lights.last == scale.maximum)
  }
}

import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct SVGPlotTests {
  @Test(arguments: SamplePlot.all)
  func isWellFormed(plot: CurvePlot) {
    let picture = SVGPlot(plot).text
    #expect(picture.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "))
    #expect(SVGDrawing.isBalanced(picture))
  }

  @Test(arguments: SamplePlot.all)
  func staysInsideItsBorders(plot: CurvePlot) {
    let drawing = SVGDrawing(SVGPlot(plot).text)
    #expect(drawing.elements("text").count >= 10)
    for text in drawing.elements("text") {
      let extent = text.extent
      #expect(extent.lowerBound >= 0 && extent.upperBound <= drawing.width, "\(text)")
      #expect((0...drawing.height).contains(text.number("y")), "\(text)")
    }
    for name in ["cx", "x1", "x2"] {
      #expect(drawing.numbers(name).allSatisfy { (0...drawing.width).contains($0) })
    }
    for name in ["cy", "y1", "y2"] {
      #expect(drawing.numbers(name).allSatisfy { (0...drawing.height).contains($0) })
    }
  }

  @Test(arguments: SamplePlot.all)
  func textsOnALineKeepApart(plot: CurvePlot) {
    let drawing = SVGDrawing(SVGPlot(plot).text)
    let lines = Dictionary(grouping: drawing.elements("text")) { $0.number("y") }
    for texts in lines.values {
      let extents = texts.map(\.extent).sorted { $0.lowerBound < $1.lowerBound }
      for (left, right) in zip(extents, extents.dropFirst()) {
        #expect(left.upperBound < right.lowerBound)
      }
    }
  }

  @Test(arguments: ["lux", "raw"])
  func pointsStandWhereTheAxesSay(unit: String) throws {
    let lights: [Double] = unit == "lux" ? [0, 10, 100, 1000] : [0, 200, 400, 1000]
    let points = Array(zip(lights, [0, 40, 60, 100]))
    let drawing = SVGDrawing(SVGPlot(SamplePlot.plot(unit: unit, points)).text)
    let marks = drawing.elements("circle").filter { $0["class"] == "s0 point" }
    for (light, percent) in points {
      let x = try #require(
        drawing.elements("text").first {
          $0.text == AxisTicks.label(light) && $0["text-anchor"] == "middle"
        }
      ).number("x")
      let y = try #require(
        drawing.elements("text").first { $0.text == "\(percent)%" }
      ).number("y")
      #expect(
        marks.contains { abs($0.number("cx") - x) < 0.2 && abs($0.number("cy") + 4.5 - y) < 0.2 },
        "\(light) \(percent)")
    }
    // And one in the legend.
    #expect(marks.count == points.count + 1)
  }

  @Test func theAxesAreEven() throws {
    let drawing = SVGDrawing(SVGPlot(SamplePlot.plot(unit: "raw", [(30, 50), (50, 90)])).text)
    func label(_ text: String) throws -> SVGDrawing.Element {
      try #require(drawing.elements("text").first { $0.text == text })
    }
    let heights = try CurvePlot.percentages.map { try label("\($0)%").number("y") }
    let steps = zip(heights, heights.dropFirst()).map { $0 - $1 }
    #expect(steps.allSatisfy { abs($0 - 64) < 0.2 })
    let mark = try #require(drawing.elements("circle").first)
    #expect(abs(mark.number("cy") + 4.5 - (heights[2] + heights[3]) / 2) < 0.2)
    let expected = try (label("20").number("x") + label("40").number("x")) / 2
    #expect(abs(mark.number("cx") - expected) < 0.2)
  }

  @Test func everyDisplayHasItsCurveMarksAndLegend() {
    let points = (0..<9).map { number in [(10.0, number * 10), (100.0, 20 + number * 10)] }
    let plot = CurvePlot(
      series: points.enumerated().map { number, points in
        let series = SamplePlot.plot(points).series[0]
        return CurveSeries(
          number: number, name: "M\(number)", points: series.points, outline: series.outline,
          brightness: number * 10, learned: nil)
      }, scale: LightScale(unit: "lux", lights: [100]), unit: "lux", light: 50)
    let drawing = SVGDrawing(SVGPlot(plot).text)
    for number in 0..<9 {
      #expect(
        drawing.elements("text").contains { $0.text == "\(number) M\(number), \(number * 10)% now" }
      )
    }
    // A curve and a sample in the legend for each, no two alike.
    let curves = drawing.elements("path").map {
      "\($0["class"] ?? "") \($0["stroke-dasharray"] ?? "")"
    }
    #expect(curves.count == 18)
    #expect(Set(curves).count == 9)
    #expect(drawing.elements("circle").count { $0["class"]?.hasSuffix("ring") == true } == 9)
  }

  @Test func brightnessesThatAreAlikeAreAllSeen() {
    let plot = SamplePlot.plot(light: 20, brightness: 30, [(1, 5)], [(1, 8)], [(1, 9)])
    let rings = SVGDrawing(SVGPlot(plot).text).elements("circle")
      .filter { $0["class"]?.hasSuffix("ring") == true }
    #expect(rings.count == 3)
    #expect(Set(rings.map { $0["cy"] }).count == 1)
    // The widest is below the others.
    #expect(rings.map { $0.number("r") } == [12.5, 9, 5.5])
  }

  @Test func showsWhereTheRoomIs() throws {
    let plot = SamplePlot.plot(light: 100, brightness: 60, [(10, 20), (1000, 80)])
    let drawing = SVGDrawing(SVGPlot(plot).text)
    let line = try #require(drawing.elements("line").first { $0["class"] == "now" })
    let tick = try #require(drawing.elements("text").first { $0.text == "100" })
    #expect(line["x1"] == line["x2"])
    #expect(abs(line.number("x1") - tick.number("x")) < 0.2)
    #expect(drawing.elements("text").contains { $0.text == "now 100 lux" })
    let dark = SVGDrawing(SVGPlot(SamplePlot.plot([(10, 20)])).text)
    #expect(!dark.elements("line").contains { $0["class"] == "now" })
    #expect(dark.elements("text").contains { $0.text.hasSuffix("No light is measured now.") })
  }

  @Test func saysWhenNothingWasLearned() {
    let drawing = SVGDrawing(SVGPlot(SamplePlot.plot(light: 5, [])).text)
    #expect(drawing.elements("text").contains { $0.text == "Nothing was learned yet." })
    #expect(drawing.elements("text").contains { $0.text == "0 Monitor 0, nothing learned yet" })
  }

  @Test func namesCannotBreakIt() {
    let name = "<svg onload=\"x\">&\u{0}" + String(repeating: "日本語", count: 40)
    let plot = SamplePlot.plot([(10, 20)])
    let series = CurveSeries(
      number: 0, name: name, points: plot.series[0].points, outline: plot.series[0].outline,
      brightness: 10, learned: nil)
    let picture = SVGPlot(
      CurvePlot(series: [series, series], scale: plot.scale, unit: "lux", light: nil)
    ).text
    #expect(SVGDrawing.isBalanced(picture))
    #expect(SVGDrawing(picture).elements("svg").count == 1)
  }
}

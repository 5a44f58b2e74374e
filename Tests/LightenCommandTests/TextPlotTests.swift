import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct TextPlotTests {
  private static let plain = TextStyle(glyphs: .unicode, isColored: false)
  private static let colored = TextStyle(glyphs: .unicode, isColored: true)
  private static let ascii = TextStyle(glyphs: .ascii, isColored: false)

  private func drawing(
    _ plot: CurvePlot, _ series: CurveSeries, width: Int = 80, lines: Int = 24,
    style: TextStyle = Self.plain
  ) -> TextDrawing {
    TextDrawing(TextPlot(width: width, lines: lines, style: style).lines(plot, series))
  }

  @Test(arguments: SamplePlot.all, [plain, ascii])
  func fitsEveryWidth(plot: CurvePlot, style: TextStyle) {
    for width in SamplePlot.widths {
      for series in plot.series {
        let lines = drawing(plot, series, width: width, style: style).lines
        #expect(lines.allSatisfy { $0.count <= width })
        // The axis takes all of it.
        #expect(lines.contains { $0.count == width })
      }
    }
  }

  /// A point that is at a tick of the one axis and at one of the other stands where they meet.
  @Test(arguments: ["lux", "raw"])
  func pointsStandWhereTheAxesSay(unit: String) throws {
    let lights: [Double] = unit == "lux" ? [0, 10, 100, 1000, 5000] : [0, 1000, 2000, 4000, 5000]
    let points = Array(zip(lights, [0, 20, 60, 80, 100]))
    let plot = SamplePlot.plot(unit: unit, points)
    for width in [60, 61, 79, 80, 81, 100, 133, 200, 299, 300] {
      for lines in [20, 24, 50] {
        let drawing = drawing(plot, plot.series[0], width: width, lines: lines)
        for (light, percent) in points {
          let row = try #require(drawing.row(ofPercentage: percent))
          // The sparse ticks of narrow plots do not have them all.
          guard let column = drawing.column(ofTick: AxisTicks.label(light)) else { continue }
          #expect(drawing[column, row] == "●", "\(light) \(percent) at \(width)x\(lines)")
        }
        #expect(lights.count { drawing.column(ofTick: AxisTicks.label($0)) != nil } >= 3)
        #expect(drawing.count(of: "●") == points.count)
      }
    }
  }

  /// Nowhere is a column more than half of one off.
  @Test func theAxisIsEven() throws {
    let plot = SamplePlot.plot(unit: "raw", (0...9).map { (Double($0) * 100 + 33, 50) })
    for width in [60, 77, 80, 99, 200, 300] {
      let drawing = drawing(plot, plot.series[0], width: width)
      let end = Double(width - 6 - " raw".count - 1)
      let columns = drawing.places(of: "●").map { Double($0.column - 6) }
      #expect(columns.count == 10)
      for (number, column) in columns.enumerated() {
        let light = Double(number) * 100 + 33
        #expect(abs(column - light / plot.scale.maximum * end) <= 0.5)
      }
    }
  }

  @Test func pointsBetweenTicksStandBetweenThem() throws {
    let plot = SamplePlot.plot([(30, 50), (300, 65)])
    let drawing = drawing(plot, plot.series[0])
    let marks = drawing.places(of: "●")
    #expect(marks.count == 2)
    let columns = try [10.0, 100, 500].map {
      try #require(drawing.column(ofTick: AxisTicks.label($0)))
    }
    let rows = try [40, 60, 80].map { try #require(drawing.row(ofPercentage: $0)) }
    let (dark, bright) =
      marks[0].column < marks[1].column ? (marks[0], marks[1]) : (marks[1], marks[0])
    #expect(columns[0] < dark.column && dark.column < columns[1])
    #expect(columns[1] < bright.column && bright.column < columns[2])
    #expect(rows[1] < dark.row && dark.row < rows[0])
    #expect(rows[2] < bright.row && bright.row < rows[1])
  }

  @Test(arguments: SamplePlot.all)
  func everyPointIsMarked(plot: CurvePlot) {
    for series in plot.series {
      let drawing = drawing(plot, series, width: 300, lines: 50)
      let marks = drawing.count(of: "●") + drawing.count(of: "◉")
      // Points near each other share a place, and the brightness now may stand on one.
      #expect(marks <= series.points.count)
      #expect((marks > 0) == !series.points.isEmpty || drawing.count(of: "◆") == 1)
    }
  }

  @Test(arguments: SamplePlot.all)
  func labelsOfTheAxisStandUnderTheirTicks(plot: CurvePlot) {
    for width in SamplePlot.widths {
      let drawing = drawing(plot, plot.series[0], width: width)
      #expect(drawing.labels.count >= 1)
      for label in drawing.labels {
        #expect(
          drawing.column(ofTick: label.text) != nil, "“\(label.text)” in \(drawing.lines)")
      }
      for (left, right) in zip(drawing.labels, drawing.labels.dropFirst()) {
        #expect(left.columns.upperBound + 1 < right.columns.lowerBound)
      }
    }
  }

  @Test func theCurveIsWhole() throws {
    let plot = SamplePlot.plot(reach: 1e9, [(1, 12), (15, 30), (90, 48), (400, 70), (2500, 95)])
    for width in [20, 40, 80, 200] {
      let drawing = drawing(plot, plot.series[0], width: width)
      let axis = drawing.axisRow
      let end = try #require(drawing.lines[axis].lastIndex { "─┬".contains($0) })
      for column in 6...drawing.lines[axis].distance(from: drawing.lines[axis].startIndex, to: end)
      {
        #expect(
          (0..<axis).contains { row in drawing[column, row] != " " && row > 0 },
          "column \(column) of \(drawing.lines)")
      }
    }
  }

  @Test func showsWhereTheRoomIs() throws {
    let plot = SamplePlot.plot(light: 100, brightness: 60, [(10, 20), (1000, 80)])
    let drawing = drawing(plot, plot.series[0])
    let marks = drawing.places(of: "◆")
    #expect(marks.count == 1)
    #expect(marks.first?.row == drawing.row(ofPercentage: 60))
    let column = try #require(marks.first?.column)
    #expect(drawing[column, drawing.axisRow] == "▲")
    #expect(drawing[column, 1] == "┊")
    let hundred = try #require(drawing.labels.first { $0.text == "100" })
    #expect(hundred.columns.contains(column))
    #expect(drawing.lines.last?.contains("┊ 100 lux now") == true)
    #expect(drawing.lines.last?.contains("◆ 60% now, 25% learned") == true)
  }

  @Test func aBrightnessThatWasLearnedHasItsOwnMark() {
    let plot = SamplePlot.plot(light: 100, brightness: 60, [(100, 60)])
    let drawing = drawing(plot, plot.series[0])
    #expect(drawing.count(of: "◉") == 1)
    #expect(drawing.count(of: "●") == 0 && drawing.count(of: "◆") == 0)
    #expect(drawing.lines.last?.hasSuffix("◉ 60% now") == true)
  }

  @Test func saysWhenThereIsNoLight() {
    let plot = SamplePlot.plot(brightness: 44, [(100, 60)])
    let drawing = drawing(plot, plot.series[0])
    #expect(drawing.lines.last?.hasSuffix("44% now   no light measured") == true)
    #expect(drawing.places(of: "┊").isEmpty && drawing.places(of: "▲").isEmpty)
  }

  @Test(arguments: [(1, "0 Monitor 0: 1 point learned"), (2, "0 Monitor 0: 2 points learned")])
  func theTitleCounts(count: Int, title: String) {
    let plot = SamplePlot.plot((0..<count).map { (Double($0 * 50), 50) })
    #expect(drawing(plot, plot.series[0]).lines[0] == title)
    #expect(drawing(plot, plot.series[0], width: 20).lines[0] == title.prefix(19) + "…")
  }

  @Test(arguments: SamplePlot.all)
  func coloursChangeNothingElse(plot: CurvePlot) {
    for series in plot.series {
      let plain = drawing(plot, series)
      let colored = drawing(plot, series, style: Self.colored)
      #expect(colored.lines.contains { $0.contains("\u{1B}") })
      #expect(!plain.lines.contains { $0.contains("\u{1B}") })
      #expect(colored.withoutColors == plain.lines)
      // Each line ends in the terminal's own colour.
      #expect(colored.lines.allSatisfy(TextDrawing.endsPlain))
    }
  }

  @Test(arguments: SamplePlot.all)
  func plainTerminalsGetPlainCharacters(plot: CurvePlot) {
    for series in plot.series {
      let lines = drawing(plot, series, style: Self.ascii).lines
      #expect(!lines.joined().unicodeScalars.contains { !$0.isASCII })
    }
  }

  @Test(arguments: [(10, 11), (21, 11), (22, 16), (39, 16), (40, 21), (200, 21)])
  func isAsHighAsTheTerminalAllows(lines: Int, rows: Int) {
    #expect(TextPlot(width: 80, lines: lines, style: Self.plain).rows == rows)
    let plot = SamplePlot.all[0]
    // Title, axis, labels and legend; for the lowest terminals it is only as low as can be read.
    #expect(drawing(plot, plot.series[0], lines: lines).lines.count == rows + 4)
  }
}

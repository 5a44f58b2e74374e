import LightenInterface

/// Draws the curve of one display with characters.
///
/// A percentage of the vertical axis stands in the middle of a row and a position of the horizontal
/// one in the middle of a column, so that what is marked stands where the axes say.
struct TextPlot {
  /// The width in columns, at least 20.
  let width: Int
  /// Rows between 0 and 100 percent, both included: 1 and a multiple of 5, so that the percentages
  /// at the axis have rows of their own.
  let rows: Int
  /// Characters and colours.
  let style: TextStyle

  /// The least width in which a plot can be read.
  static let leastWidth = 20

  /// “100% ┤” and what is below it.
  private static let margin = 6

  /// A plot in so many columns and lines of a terminal.
  init(width: Int, lines: Int, style: TextStyle) {
    self.width = max(width, Self.leastWidth)
    // Title, axis, its labels, legend and the next prompt want lines too.
    rows = lines >= 40 ? 21 : lines >= 22 ? 16 : 11
    self.style = style
  }

  /// The lines of the plot, with title and legend.
  func lines(_ plot: CurvePlot, _ series: CurveSeries) -> [String] {
    let columns = columns(plot)
    var grid = TextGrid(columns: width, rows: rows + 2)
    drawAxes(plot, columns, into: &grid)
    let lightColumn = plot.light.map { column(plot.scale.position(of: $0), columns) }
    if let lightColumn {
      for row in 0..<rows {
        grid.put(style.glyphs.light, .light, column: Self.margin + lightColumn, row: row)
      }
      grid.put(
        style.glyphs.horizontalLight, .light, column: Self.margin + lightColumn, row: rows)
    }
    drawCurve(plot, series, columns, into: &grid)
    let points = series.points.map {
      (column: column(plot.scale.position(of: $0.light), columns), row: row($0.brightness))
    }
    for point in points {
      grid.put(style.glyphs.point, .point, column: Self.margin + point.column, row: point.row)
    }
    var brightness = style.glyphs.brightness
    if let lightColumn {
      let row = row(series.brightness)
      if points.contains(where: { $0 == (lightColumn, row) }) {
        brightness = style.glyphs.brightnessAtPoint
      }
      grid.put(brightness, .brightness, column: Self.margin + lightColumn, row: row)
    }
    let legend = TextLegend(plot, series, brightness: brightness, style: style)
    return [title(series)] + grid.lines(style) + legend.lines(width: width)
  }

  // Places.

  private func columns(_ plot: CurvePlot) -> Int {
    // A unit that is not one of the service's may be as long as it likes.
    max(width - Self.margin - (plot.unit.isEmpty ? 0 : plot.unit.count + 1), 1)
  }

  private func column(_ position: Double, _ columns: Int) -> Int {
    Int((position * Double(columns - 1)).rounded())
  }

  private func row(_ percent: Int) -> Int {
    let fromBottom = (Double(min(max(percent, 0), 100)) / 100 * Double(rows - 1)).rounded()
    return rows - 1 - Int(fromBottom)
  }

  // Pieces.

  private func drawAxes(_ plot: CurvePlot, _ columns: Int, into grid: inout TextGrid) {
    for row in 0..<rows {
      grid.put(style.glyphs.verticalAxis, .plain, column: Self.margin - 1, row: row)
    }
    for percent in CurvePlot.percentages {
      let label = "\(percent)%"
      grid.put(label, .plain, column: 4 - label.count, row: row(percent))
      grid.put(style.glyphs.verticalTick, .plain, column: Self.margin - 1, row: row(percent))
    }
    grid.put(style.glyphs.corner, .plain, column: Self.margin - 1, row: rows)
    for column in 0..<columns {
      grid.put(style.glyphs.horizontalAxis, .plain, column: Self.margin + column, row: rows)
    }
    grid.put(plot.unit, .plain, column: Self.margin + columns + 1, row: rows)
    let axis = AxisTicks(plot.scale, bounds: 0...Double(width), gap: 2) {
      Double($0.count)
    } place: {
      // The middle of the column.
      Double(Self.margin + column($0, columns)) + 0.5
    }
    for tick in axis.ticks {
      let column = Self.margin + column(plot.scale.position(of: tick.light), columns)
      grid.put(style.glyphs.horizontalTick, .plain, column: column, row: rows)
      grid.put(tick.label, .plain, column: Int(tick.extent.lowerBound), row: rows + 1)
    }
  }

  private func drawCurve(
    _ plot: CurvePlot, _ series: CurveSeries, _ columns: Int, into grid: inout TextGrid
  ) {
    var canvas = BrailleCanvas(columns: columns, rows: rows)
    for piece in series.outline {
      let dots = piece.map { vertex in
        // The middle of a column is between its two dots, that of a row between its inner two.
        let x = plot.scale.position(of: vertex.light) * Double(2 * (columns - 1)) + 0.5
        let y = min(max(vertex.percent, 0), 100) / 100 * Double(4 * (rows - 1)) + 1.5
        return (x: Int(x.rounded()), y: Int(y.rounded()))
      }
      if dots.count == 1 { canvas.set(x: dots[0].x, y: dots[0].y) }
      for (start, end) in zip(dots, dots.dropFirst()) { canvas.draw(from: start, to: end) }
    }
    for row in 0..<rows {
      for column in 0..<columns where canvas.hasDots(column: column, row: row) {
        let braille = canvas.character(column: column, row: row)
        grid.put(
          style.glyphs.isBraille ? braille : style.glyphs.curve, .curve,
          column: Self.margin + column, row: rows - 1 - row)
      }
    }
  }

  private func title(_ series: CurveSeries) -> String {
    let count = series.points.count
    let points = count == 1 ? "1 point learned" : "\(count) points learned"
    return style.text(
      style.shortened("\(series.number) \(series.name): \(points)", to: width), .title)
  }
}

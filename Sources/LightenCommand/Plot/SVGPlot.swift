import LightenInterface

/// Draws the curves of displays as an SVG picture, which needs nothing beside itself.
struct SVGPlot {
  private let plot: CurvePlot

  // The layout, in pixels.
  private static let width = 760.0
  private static let left = 64.0
  private static let right = width - 28
  private static let top = 92.0
  private static let bottom = top + 320
  private static let legendTop = bottom + 78
  private static let legendRow = 24.0
  /// About the width of a character of 13 pixels' height in the wider ones of the usual fonts.
  private static let characterWidth = 7.8

  /// A picture of a plot.
  init(_ plot: CurvePlot) {
    self.plot = plot
  }

  /// The file.
  var text: String {
    let height = Self.legendTop + Double(legendRows) * Self.legendRow
    let size = [("width", Self.number(Self.width)), ("height", Self.number(height))]
    let ground = SVGElement("rect", size + [("class", "ground")])
    let elements =
      [
        SVGElement("title", text: title), SVGElement("desc", text: description),
        SVGElement("style", text: SVGStyle.sheet), ground,
        Self.text(title, x: Self.left, y: 36, kind: "title"),
        Self.text(subtitle, x: Self.left, y: 58, kind: "quiet"),
      ] + axes + now + plot.series.enumerated().map(curve) + rings
      + plot.series.enumerated().flatMap(legend)
    let root = SVGElement(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"),
        ("viewBox", "0 0 \(Self.number(Self.width)) \(Self.number(height))"),
      ] + size, elements)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.text()
  }

  // Words.

  private var title: String {
    plot.series.count == 1 ? "Learned brightness of \(plot.series[0].name)" : "Learned brightness"
  }

  private var subtitle: String {
    if plot.series.allSatisfy(\.points.isEmpty) { return "Nothing was learned yet." }
    return plot.light == nil
      ? "Marks are what was learned. No light is measured now."
      : "Marks are what was learned, rings are the brightness now."
  }

  private var description: String {
    plot.series.map { series in
      let points = series.points.map { LightText.point($0, unit: plot.unit) }
      return "\(series.name): "
        + (points.isEmpty ? "nothing learned" : points.joined(separator: ", "))
    }.joined(separator: "; ")
  }

  // Places.

  private func x(_ light: Double) -> Double { Self.x(at: plot.scale.position(of: light)) }

  private static func x(at position: Double) -> Double { left + position * (right - left) }

  private func y(_ percent: Double) -> Double {
    Self.bottom - min(max(percent, 0), 100) / 100 * (Self.bottom - Self.top)
  }

  private static func number(_ value: Double) -> String { SVGElement.number(value) }

  // Pieces.

  private static func text(
    _ text: String, x: Double, y: Double, kind: String? = nil, anchor: String? = nil
  ) -> SVGElement {
    SVGElement(
      "text",
      [("x", number(x)), ("y", number(y))] + (kind.map { [("class", $0)] } ?? [])
        + (anchor.map { [("text-anchor", $0)] } ?? []), text: text)
  }

  private static func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ kind: String
  ) -> SVGElement {
    SVGElement(
      "line",
      [
        ("x1", number(from.x)), ("y1", number(from.y)), ("x2", number(to.x)), ("y2", number(to.y)),
        ("class", kind),
      ])
  }

  private var axes: [SVGElement] {
    let ticks = AxisTicks(plot.scale, bounds: Self.left - 20...Self.width, gap: 14) {
      Double($0.count) * Self.characterWidth
    } place: {
      Self.x(at: $0)
    }
    let vertical = CurvePlot.percentages.flatMap { percent in
      let y = y(Double(percent))
      return [
        Self.line((Self.left, y), (Self.right, y), percent == 0 ? "axis" : "grid"),
        Self.text("\(percent)%", x: Self.left - 10, y: y + 4.5, kind: "quiet", anchor: "end"),
      ]
    }
    let horizontal = ticks.ticks.flatMap { tick in
      let x = x(tick.light)
      return [
        Self.line((x, Self.top), (x, Self.bottom), tick.light == 0 ? "axis" : "grid"),
        Self.text(
          tick.label, x: (tick.extent.lowerBound + tick.extent.upperBound) / 2,
          y: Self.bottom + 20, kind: "quiet", anchor: "middle"),
      ]
    }
    let name = plot.unit == "lux" ? "light in lux" : "light, as the sensor counts it"
    return horizontal + vertical + [
      Self.text(
        name, x: (Self.left + Self.right) / 2, y: Self.bottom + 44, kind: "quiet", anchor: "middle")
    ]
  }

  private var now: [SVGElement] {
    guard let light = plot.light else { return [] }
    let label = "now \(LightText.level(light, unit: plot.unit))"
    let half = Double(label.count) * Self.characterWidth / 2
    let x = x(light)
    return [
      Self.line((x, Self.top - 6), (x, Self.bottom), "now"),
      Self.text(
        label, x: max(Self.left - 20 + half, min(x, Self.width - 8 - half)), y: Self.top - 12,
        anchor: "middle"),
    ]
  }

  private func curve(_ index: Int, _ series: CurveSeries) -> SVGElement {
    let kind = SVGStyle.colorClass(index)
    let dashes = SVGStyle.dashes(index).map { [("stroke-dasharray", $0)] } ?? []
    let curves = series.outline.map { piece in
      let corners = piece.map { "\(Self.number(x($0.light))) \(Self.number(y($0.percent)))" }
      return SVGElement(
        "path", [("d", "M" + corners.joined(separator: "L")), ("class", "\(kind) curve")] + dashes)
    }
    let points = series.points.map {
      SVGMarker(index).element(x: x($0.light), y: y(Double($0.brightness)), series: kind)
    }
    return SVGElement("g", [], [SVGElement("title", text: series.name)] + curves + points)
  }

  /// Above all curves: there is one place where all displays are.
  private var rings: [SVGElement] {
    guard let light = plot.light else { return [] }
    let rings = plot.series.enumerated().map { index, series in
      // Around those of the displays that are as bright, so that each is seen.
      let inner = plot.series[..<index].count { $0.brightness == series.brightness }
      return SVGElement(
        "circle",
        [
          ("cx", Self.number(x(light))), ("cy", Self.number(y(Double(series.brightness)))),
          ("r", Self.number(5.5 + 3.5 * Double(inner))),
          ("class", "\(SVGStyle.colorClass(index)) ring"),
        ])
    }
    return rings.reversed()
  }

  // The legend, in two columns.

  private var legendRows: Int { (plot.series.count + 1) / 2 }

  private func legend(_ index: Int, _ series: CurveSeries) -> [SVGElement] {
    let half = (Self.right - Self.left) / 2
    let x = Self.left + (index.isMultiple(of: 2) ? 0 : half)
    let y = Self.legendTop + Double(index / 2) * Self.legendRow
    let kind = SVGStyle.colorClass(index)
    let dashes = SVGStyle.dashes(index).map { [("stroke-dasharray", $0)] } ?? []
    let state =
      series.points.isEmpty ? ", nothing learned yet" : ", \(series.brightness)% now"
    let room = Int((half - 48) / Self.characterWidth) - state.count
    let name = "\(series.number) \(series.name)"
    let short = name.count <= room ? name : String(name.prefix(max(room - 1, 1))) + "…"
    return [
      SVGElement(
        "path",
        [
          ("d", "M\(Self.number(x)) \(Self.number(y - 4.5))h32"), ("class", "\(kind) curve"),
        ] + dashes),
      SVGMarker(index).element(x: x + 16, y: y - 4.5, series: kind),
      Self.text(short + state, x: x + 42, y: y),
    ]
  }
}

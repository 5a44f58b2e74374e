import LightenInterface

/// What the marks of a plot in a terminal mean.
struct TextLegend {
  private struct Item {
    let mark: Character?
    let role: TextStyle.Role
    let text: String

    var whole: String { mark.map { "\($0) \(text)" } ?? text }
  }

  private let style: TextStyle
  private var items: [Item] = []

  /// Between two items on a line.
  private static let gap = "   "

  /// The legend of a plot in which the present brightness has this mark.
  init(_ plot: CurvePlot, _ series: CurveSeries, brightness mark: Character, style: TextStyle) {
    self.style = style
    let glyphs = style.glyphs
    if !series.points.isEmpty { add(glyphs.point, .point, "learned") }
    if !series.outline.isEmpty { add(glyphs.curve, .curve, "curve") }
    if let light = plot.light {
      add(glyphs.light, .light, LightText.level(light, unit: plot.unit) + " now")
      let learned = series.learned.map { $0 == series.brightness ? "" : ", \($0)% learned" } ?? ""
      add(mark, .brightness, "\(series.brightness)% now\(learned)")
    } else {
      add(nil, .plain, "\(series.brightness)% now")
      add(nil, .plain, "no light measured")
    }
  }

  /// As many items on each line as fit.
  func lines(width: Int) -> [String] {
    var lines: [[Item]] = [[]]
    for item in items {
      let line = (lines[lines.count - 1] + [item]).map(\.whole).joined(separator: Self.gap)
      if line.count > width, !lines[lines.count - 1].isEmpty { lines.append([]) }
      lines[lines.count - 1].append(item)
    }
    return lines.map { $0.map { text($0, width: width) }.joined(separator: Self.gap) }
  }

  private mutating func add(_ mark: Character?, _ role: TextStyle.Role, _ text: String) {
    items.append(Item(mark: mark, role: role, text: text))
  }

  private func text(_ item: Item, width: Int) -> String {
    let text = style.shortened(item.whole, to: width)
    guard item.mark != nil else { return text }
    return style.text(String(text.prefix(1)), item.role) + text.dropFirst()
  }
}

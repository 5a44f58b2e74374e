/// The colours and fonts of a picture.
enum SVGStyle {
  /// Okabe and Ito's colours (2008), which people with any colour vision can tell apart; on dark
  /// ground the dark ones are lighter. Yellow is left out: nobody sees it on white.
  private static let colors: [(light: String, dark: String)] = [
    ("#0072b2", "#56a8e0"), ("#d55e00", "#f28e3c"), ("#009e73", "#2fc79a"),
    ("#cc79a7", "#e39cc3"), ("#8a6d00", "#e6b422"), ("#3d9bd4", "#8fd0f5"),
  ]

  /// The class of a series; colours repeat after the last.
  static func colorClass(_ index: Int) -> String { "s\(index % colors.count)" }

  /// How a curve is dashed: every round of colours in another way.
  static func dashes(_ index: Int) -> String? {
    switch index / colors.count % 3 {
    case 0: nil
    case 1: "7 4"
    default: "2 4"
    }
  }

  /// The style sheet, for light and dark ground, as the viewer prefers.
  static var sheet: String {
    """

    text { font-family: system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; font-size: 13px; fill: #24292f; }
    .title { font-size: 18px; font-weight: 600; }
    .quiet { fill: #57606a; }
    .ground { fill: #ffffff; }
    .grid { stroke: #d8dee4; stroke-width: 1; }
    .axis { stroke: #8c959f; stroke-width: 1; }
    .now { stroke: #57606a; stroke-width: 1.5; stroke-dasharray: 5 4; }
    .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
    .point { stroke: #ffffff; stroke-width: 1.5; }
    .ring { fill: #ffffff; stroke-width: 2.5; }
    \(rules(\.light))@media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9da7b3; }
    .ground { fill: #0d1117; }
    .grid { stroke: #262c36; }
    .axis { stroke: #6e7681; }
    .now { stroke: #9da7b3; }
    .point { stroke: #0d1117; }
    .ring { fill: #0d1117; }
    \(rules(\.dark))}

    """
  }

  private static func rules(_ color: KeyPath<(light: String, dark: String), String>) -> String {
    colors.enumerated().map { index, colors in
      let color = colors[keyPath: color]
      return
        ".s\(index).curve, .s\(index).ring { stroke: \(color); } .s\(index).point { fill: \(color); }\n"
    }.joined()
  }
}

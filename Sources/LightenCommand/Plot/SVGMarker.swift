/// The mark of a learned point: another shape for each display beside it, for those who do not see
/// the colours.
enum SVGMarker: Int, CaseIterable {
  case circle
  case square
  case diamond
  case triangle

  /// The mark of a series; shapes repeat after the last.
  init(_ index: Int) {
    self = Self.allCases[index % Self.allCases.count]
  }

  /// The mark around a place.
  func element(x: Double, y: Double, series: String) -> SVGElement {
    let number = SVGElement.number
    let kind = ("class", "\(series) point")
    switch self {
    case .circle:
      return SVGElement("circle", [("cx", number(x)), ("cy", number(y)), ("r", "5"), kind])
    case .square:
      return SVGElement(
        "rect",
        [("x", number(x - 4.5)), ("y", number(y - 4.5)), ("width", "9"), ("height", "9"), kind])
    case .diamond: return polygon([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], kind)
    case .triangle: return polygon([(x, y - 6), (x + 6, y + 4.5), (x - 6, y + 4.5)], kind)
    }
  }

  private func polygon(_ corners: [(Double, Double)], _ kind: (String, String)) -> SVGElement {
    let points = corners.map { "\(SVGElement.number($0.0)),\(SVGElement.number($0.1))" }
    return SVGElement("polygon", [("points", points.joined(separator: " ")), kind])
  }
}

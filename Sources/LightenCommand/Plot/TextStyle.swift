/// How text and plots look in a terminal.
struct TextStyle: Equatable {
  /// What a piece of text or of a plot is; each may have a colour.
  enum Role: Equatable {
    case plain
    case title
    case curve
    case point
    case light
    case brightness
    /// The state of a display, by its word on the bus.
    case state(String)
    case error

    /// SGR parameters (ECMA-48, 8.3.117), nil for the terminal's own colour. Only colours that
    /// are readable on dark and on light terminals.
    fileprivate var parameters: String? {
      switch self {
      case .plain: nil
      case .title: "1"
      case .curve: "36"
      case .point: "1;34"
      case .light: "35"
      case .brightness: "1;35"
      case .state("ready"): "32"
      case .state("asleep"), .state("probing"): "2"
      case .state: "31"
      case .error: "1;31"
      }
    }
  }

  /// The characters of a plot.
  struct Glyphs: Equatable {
    let point: Character
    let brightness: Character
    /// The present brightness where it is a learned point.
    let brightnessAtPoint: Character
    let light: Character
    let verticalAxis: Character
    let verticalTick: Character
    let corner: Character
    let horizontalAxis: Character
    let horizontalTick: Character
    let horizontalLight: Character
    /// What stands for the curve in the legend, and where `isBraille` is false in the plot.
    let curve: Character
    let ellipsis: Character
    /// Whether the curve is drawn with braille patterns.
    let isBraille: Bool

    /// For terminals with a font of today.
    static let unicode = Glyphs(
      point: "●", brightness: "◆", brightnessAtPoint: "◉", light: "┊", verticalAxis: "│",
      verticalTick: "┤", corner: "└", horizontalAxis: "─", horizontalTick: "┬",
      horizontalLight: "▲", curve: "⠒", ellipsis: "…", isBraille: true)

    /// For the console of Linux, whose fonts have 256 or 512 characters, and for dumb terminals.
    static let ascii = Glyphs(
      point: "o", brightness: "#", brightnessAtPoint: "@", light: ":", verticalAxis: "|",
      verticalTick: "+", corner: "+", horizontalAxis: "-", horizontalTick: "+",
      horizontalLight: "^", curve: ".", ellipsis: "~", isBraille: false)
  }

  /// The characters.
  let glyphs: Glyphs
  /// Whether colours are used.
  let isColored: Bool

  /// A text in the colour of its role.
  func text(_ text: String, _ role: Role) -> String {
    guard isColored, let parameters = role.parameters, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }

  /// A text that is not longer than `width`, which is at least 1.
  func shortened(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + String(glyphs.ellipsis)
  }
}

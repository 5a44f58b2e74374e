import GLibKit

/// The terminal that standard output may be.
enum Terminal {
  /// Wider plots only have longer lines.
  private static let greatestWidth = 120

  /// No terminal is wider; what is drawn must fit into memory.
  private static let greatestColumns = 1000

  /// The width that fits: COLUMNS, where the user has set it, else the terminal's, else 80.
  static var columns: Int {
    if let columns = Environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
      return min(columns, greatestColumns)
    }
    return min(StandardOutput.terminalSize?.columns ?? 80, greatestWidth)
  }

  /// The terminal's height, 24 where there is none.
  static var lines: Int { StandardOutput.terminalSize?.rows ?? 24 }

  /// Characters and colours that it can show (NO_COLOR: https://no-color.org).
  static var style: TextStyle { style(isTerminal: StandardOutput.isTerminal) }

  /// Those of the terminal that standard error may be.
  static var errorStyle: TextStyle { style(isTerminal: StandardError.isTerminal) }

  private static func style(isTerminal: Bool) -> TextStyle {
    let name = Environment["TERM"] ?? ""
    let isPoor = isTerminal && ["linux", "dumb"].contains(name)
    return TextStyle(
      glyphs: isPoor ? .ascii : .unicode,
      isColored: isTerminal && name != "dumb" && Environment["NO_COLOR"] == nil)
  }
}

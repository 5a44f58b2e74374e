/// Text for a program that reads Pango markup, such as Waybar.
enum PangoMarkup {
  /// One line of text that is shown as it is: an EDID can hold any character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // Controls of C0 and C1, and Unicode's line and paragraph separators, would break the line.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

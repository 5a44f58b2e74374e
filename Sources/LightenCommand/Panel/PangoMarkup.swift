import LightenCore

/// Text for a program that reads Pango markup, such as Waybar.
enum PangoMarkup {
  /// One line of text that is shown as it is.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

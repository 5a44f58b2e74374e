import Glibc

/// An element of an SVG picture (SVG 1.1, which every viewer has).
struct SVGElement {
  private let name: String
  private let attributes: [(name: String, value: String)]
  private let content: Content

  private enum Content {
    case none
    case text(String)
    case elements([SVGElement])
  }

  /// An element without content, or with others inside.
  init(
    _ name: String, _ attributes: [(name: String, value: String)] = [],
    _ elements: [SVGElement] = []
  ) {
    (self.name, self.attributes) = (name, attributes)
    content = elements.isEmpty ? .none : .elements(elements)
  }

  /// An element with a text inside.
  init(_ name: String, _ attributes: [(name: String, value: String)] = [], text: String) {
    (self.name, self.attributes) = (name, attributes)
    content = .text(text)
  }

  /// The element as a part of a file, indented by so many levels.
  func text(level: Int = 0) -> String {
    let indentation = String(repeating: "  ", count: level)
    let start =
      indentation + "<" + name
      + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
    return switch content {
    case .none: "\(start)/>\n"
    case .text(let text): "\(start)>\(Self.escaped(text))</\(name)>\n"
    case .elements(let elements):
      "\(start)>\n" + elements.map { $0.text(level: level + 1) }.joined()
        + "\(indentation)</\(name)>\n"
    }
  }

  /// A length with one decimal; pixels have no finer ones.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let whole = "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)"
    return tenths.isMultiple(of: 10) ? whole : "\(whole).\(abs(tenths) % 10)"
  }

  /// A text as XML has it, without the characters that XML cannot have (XML 1.0, section 2.2).
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"...:
        result.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return result
  }
}

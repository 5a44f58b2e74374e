/// A picture taken apart again.
struct SVGDrawing {
  /// An element with its attributes.
  struct Element: CustomStringConvertible {
    let name: String
    let attributes: [String: String]
    let text: String

    subscript(attribute: String) -> String? { attributes[attribute] }

    func number(_ attribute: String) -> Double {
      attributes[attribute].flatMap(Double.init) ?? .nan
    }

    /// From where to where a text reaches, with the characters of a usual font.
    var extent: ClosedRange<Double> {
      let width = Double(text.count) * (self["class"] == "title" ? 11 : 7.2)
      let x = number("x")
      return switch self["text-anchor"] {
      case "middle": (x - width / 2)...(x + width / 2)
      case "end": (x - width)...x
      default: x...(x + width)
      }
    }

    var description: String { "\(name) \(attributes) “\(text)”" }
  }

  private let all: [Element]

  init(_ picture: String) { all = picture.split(separator: "\n").compactMap(Self.element) }

  var width: Double { elements("svg").first?.number("width") ?? .nan }
  var height: Double { elements("svg").first?.number("height") ?? .nan }

  func elements(_ name: String) -> [Element] { all.filter { $0.name == name } }

  func numbers(_ attribute: String) -> [Double] {
    all.filter { $0[attribute] != nil }.map { $0.number(attribute) }
  }

  /// Whether every element that begins ends, in order, and nothing is outside of the first.
  static func isBalanced(_ picture: String) -> Bool {
    var open: [Substring] = []
    var rest = picture.drop { $0 != ">" }.dropFirst()
    var count = 0
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[end...].dropFirst()
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
        continue
      }
      if open.isEmpty, count > 0 { return false }
      count += 1
      if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
    }
    return open.isEmpty && count > 0
  }

  /// The element that begins on a line; the pictures have one each.
  private static func element(_ line: Substring) -> Element? {
    let line = line.drop { $0 == " " }
    guard line.hasPrefix("<"), !line.hasPrefix("</"), let end = line.firstIndex(of: ">") else {
      return nil
    }
    let tag = line[..<end].dropFirst()
    let name = tag.prefix { $0 != " " && $0 != "/" }
    var attributes: [String: String] = [:]
    let parts = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      attributes[parts[index].filter { !" =".contains($0) }] = String(parts[index + 1])
    }
    let text = line[end...].dropFirst().prefix { $0 != "<" }
    return Element(name: String(name), attributes: attributes, text: String(text))
  }
}

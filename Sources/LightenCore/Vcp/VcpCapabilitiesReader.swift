/// Reads a capabilities string character by character; forgives what monitors get wrong.
///
/// The string is a list of sections, `name(contents)`, usually with parentheses around all of them.
/// The section `vcp` lists features in hexadecimal, each perhaps with its values in parentheses:
/// `vcp(10 12 60(0F 11))`.
struct VcpCapabilitiesReader {
  /// An open parenthesis.
  private enum Frame {
    /// The parentheses around everything, and sections that say nothing of interest.
    case other
    /// Text of a section.
    case text(Section)
    /// The list of features.
    case features
    /// The values of a feature.
    case values(of: UInt8)
  }

  /// Sections with text that is kept.
  private enum Section: String {
    case type
    case model
    case version = "mccs_ver"
  }

  /// Names that begin a section wherever they stand: something before them was not closed.
  private static let sections: Set<String> = [
    "prot", "type", "model", "cmds", "vcp", "mccs_ver", "mswhql", "asset_eep", "vcpname",
  ]

  private var capabilities = VcpCapabilities()
  private var frames: [Frame] = []
  /// The word that is being read, or that was read last when only space followed.
  private var word = ""
  private var isWordOver = false
  /// What stands in the innermost section with text, so far.
  private var text = ""

  mutating func read(_ character: Character) {
    switch character {
    case "(": open()
    case ")": close()
    default:
      if character.isASCII, character.isLetter || character.isNumber || character == "_" {
        if isWordOver { endWord() }
        word.append(character)
      } else {
        isWordOver = !word.isEmpty
      }
      // Monitors end their strings with NUL, and some have more of them.
      if character != "\0" { text.append(character) }
    }
  }

  /// The end of the string, which closes whatever is open.
  mutating func end() -> VcpCapabilities {
    while !frames.isEmpty { close() }
    endWord()
    return capabilities
  }

  private mutating func open() {
    let name = word.lowercased()
    if Self.sections.contains(name) {
      leaveList(before: word)
      word = ""
      isWordOver = false
      begin(name)
      return
    }
    switch frames.last {
    case .features:
      beginValues()
    case .values where !Self.bytes(word).isEmpty:
      // Values have no values: the list before was not closed.
      _ = frames.popLast()
      beginValues()
    case .text:
      // Parentheses within a text, as in “model(X (2020))”.
      text.append("(")
      endWord()
      frames.append(.other)
    default:
      endWord()
      frames.append(.other)
    }
  }

  private mutating func begin(_ name: String) {
    if name == "vcp" {
      frames.append(.features)
    } else if let section = Section(rawValue: name) {
      frames.append(.text(section))
      text = ""
    } else {
      frames.append(.other)
    }
  }

  private mutating func beginValues() {
    if word.isEmpty {
      // Parentheses too many.
      frames.append(.features)
      return
    }
    let codes = Self.bytes(word)
    endWord()
    // Of a run without spaces, the last has the values.
    frames.append(codes.last.map { .values(of: $0) } ?? .other)
  }

  /// A section begins: texts and lists that are still open were not closed.
  private mutating func leaveList(before name: String) {
    while let frame = frames.last {
      switch frame {
      case .text(let section):
        keep(String(text.dropLast(text.hasSuffix(name) ? name.count : 0)), section)
        _ = frames.popLast()
      case .features, .values: _ = frames.popLast()
      case .other: return
      }
    }
  }

  private mutating func close() {
    endWord()
    switch frames.popLast() {
    case .text(let section): keep(text, section)
    case .other:
      if case .text = frames.last { text.append(")") }
    case .features, .values, nil: return
    }
  }

  private mutating func keep(_ text: String, _ section: Section) {
    let trimmed = text.trimmedOfWhitespace
    guard !trimmed.isEmpty else { return }
    switch section {
    case .type: capabilities.type = trimmed
    case .model: capabilities.model = trimmed
    case .version: capabilities.version = trimmed
    }
  }

  private mutating func endWord() {
    switch frames.last {
    case .features: for code in Self.bytes(word) { capabilities.add(code) }
    case .values(let code): capabilities.add(code, values: Self.bytes(word))
    default: break
    }
    word = ""
    isWordOver = false
  }

  /// The bytes that a word of hexadecimal digits means: `0F`, `f`, `0x0F`, and `0F1112` where the
  /// spaces were forgotten; none where it is something else.
  private static func bytes(_ word: String) -> [UInt8] {
    var digits = Array(word.lowercased())
    if digits.starts(with: ["0", "x"]) { digits.removeFirst(2) }
    guard digits.allSatisfy(\.isHexDigit), digits.count == 1 || digits.count.isMultiple(of: 2)
    else { return [] }
    return stride(from: 0, to: digits.count, by: 2).compactMap { start in
      UInt8(String(digits[start..<min(start + 2, digits.count)]), radix: 16)
    }
  }
}

/// A plot as a reader sees it: what is where is found by looking at the axes only.
struct TextDrawing {
  /// A label under the axis.
  struct Label {
    let text: String
    let columns: ClosedRange<Int>
  }

  let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  /// The line with the horizontal axis.
  var axisRow: Int {
    lines.firstIndex { $0.hasPrefix("     └") || $0.hasPrefix("     ++") } ?? -1
  }

  /// The character at a place, a blank beyond the end of a line.
  subscript(column: Int, row: Int) -> Character {
    let characters = Array(lines[row])
    return column < characters.count ? characters[column] : " "
  }

  /// The row that begins with a percentage.
  func row(ofPercentage percent: Int) -> Int? {
    lines.firstIndex { $0.drop { $0 == " " }.hasPrefix("\(percent)% ") }
  }

  /// The labels under the axis, from left to right.
  var labels: [Label] {
    var labels: [Label] = []
    var start: Int?
    for (column, character) in (lines[axisRow + 1] + " ").enumerated() {
      if character != " " { start = start ?? column }
      if character == " ", let begin = start {
        let text = lines[axisRow + 1].dropFirst(begin).prefix(column - begin)
        labels.append(Label(text: String(text), columns: begin...(column - 1)))
        start = nil
      }
    }
    return labels
  }

  /// The column of the tick over a label, nil when there is none or another's.
  func column(ofTick text: String) -> Int? {
    guard let label = labels.first(where: { $0.text == text }) else { return nil }
    return label.columns.filter { "┬▲+^".contains(self[$0, axisRow]) }.first
  }

  /// Where a character is between the axes and on the horizontal one.
  func places(of character: Character) -> [(column: Int, row: Int)] {
    (1...axisRow).flatMap { row in
      lines[row].enumerated().filter { $0.element == character }.map { ($0.offset, row) }
    }
  }

  /// How often it is there.
  func count(of character: Character) -> Int { places(of: character).count }

  /// The lines without their SGR sequences.
  var withoutColors: [String] {
    lines.map { line in
      var text = ""
      var isInside = false
      for character in line {
        if character == "\u{1B}" { isInside = true }
        if !isInside { text.append(character) }
        if character == "m" { isInside = false }
      }
      return text
    }
  }

  /// Whether a line leaves the terminal in its own colour.
  static func endsPlain(_ line: String) -> Bool {
    let sequences = line.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    return sequences.last.map { $0.hasPrefix("[0m") } ?? true
  }
}

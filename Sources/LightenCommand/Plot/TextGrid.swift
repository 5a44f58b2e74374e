/// Characters in rows and columns, each with its role.
struct TextGrid {
  private struct Cell {
    var character: Character = " "
    var role = TextStyle.Role.plain
  }

  /// Characters in a row.
  let columns: Int
  private var rows: [[Cell]]

  /// An empty grid.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// Writes a character, counted from the top left.
  mutating func put(_ character: Character, _ role: TextStyle.Role, column: Int, row: Int) {
    guard rows.indices.contains(row), (0..<columns).contains(column) else { return }
    rows[row][column] = Cell(character: character, role: role)
  }

  /// Writes a text from a column on.
  mutating func put(_ text: String, _ role: TextStyle.Role, column: Int, row: Int) {
    for (offset, character) in text.enumerated() {
      put(character, role, column: column + offset, row: row)
    }
  }

  /// The lines, without blanks at their ends.
  func lines(_ style: TextStyle) -> [String] {
    rows.map { row in
      let count = (row.lastIndex { $0.character != " " } ?? -1) + 1
      var line = ""
      var run = ""
      var role = TextStyle.Role.plain
      for cell in row.prefix(count) {
        if cell.role != role {
          line += style.text(run, role)
          (run, role) = ("", cell.role)
        }
        run.append(cell.character)
      }
      return line + style.text(run, role)
    }
  }
}

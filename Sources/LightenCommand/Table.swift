/// Text in columns, for people.
enum Table {
  /// The rows under their headings; each column is as wide as its widest cell.
  ///
  /// - Parameter paint: may give a cell of a row a colour, by its column and text.
  static func text(
    _ headings: [String], _ rows: [[String]],
    paint: (_ column: Int, _ cell: String) -> String = { $1 }
  ) -> String {
    let all = [headings] + rows
    let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.enumerated().map { index, row in
      let cells = row.indices.map { column in
        let cell = row[column]
        return (index == 0 ? cell : paint(column, cell))
          + String(repeating: " ", count: widths[column] - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

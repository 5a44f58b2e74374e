/// A grid of dots, two by four in each character cell (Unicode block Braille Patterns).
struct BrailleCanvas {
  /// Cells in a row.
  let columns: Int
  /// Rows of cells.
  let rows: Int
  private var cells: [UInt8]

  /// The bit of each dot in a cell, by its column and its row from the top (The Unicode Standard,
  /// chapter 21.1: the dots are numbered 1 2 3 7 and 4 5 6 8 downwards).
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  /// An empty canvas.
  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: 0, count: columns * rows)
  }

  /// Whether a cell, counted from the bottom left, has a dot.
  func hasDots(column: Int, row: Int) -> Bool { cells[row * columns + column] != 0 }

  /// The character of a cell, counted from the bottom left.
  func character(column: Int, row: Int) -> Character {
    Character(Unicode.Scalar(0x2800 + UInt32(cells[row * columns + column])) ?? " ")
  }

  /// Sets a dot, counted from the bottom left; those outside are left out.
  mutating func set(x: Int, y: Int) {
    guard x >= 0, y >= 0, x < 2 * columns, y < 4 * rows else { return }
    cells[y / 4 * columns + x / 2] |= Self.bits[x % 2][3 - y % 4]
  }

  /// Sets the dots of a line, ends included.
  mutating func draw(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
    for step in 0...steps {
      set(
        x: start.x + Self.rounded((end.x - start.x) * step, by: steps),
        y: start.y + Self.rounded((end.y - start.y) * step, by: steps))
    }
  }

  /// A quotient rounded to the nearest whole number.
  private static func rounded(_ number: Int, by divisor: Int) -> Int {
    let half = number < 0 ? -divisor / 2 : divisor / 2
    return (number + half) / divisor
  }
}

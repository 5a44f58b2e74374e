import Testing

@testable import LightenCommand

@Suite struct BrailleCanvasTests {
  /// The names that Unicode has for the single dots, from the bottom left upwards.
  @Test(
    arguments: [
      (0, 0, "⡀"), (0, 1, "⠄"), (0, 2, "⠂"), (0, 3, "⠁"), (1, 0, "⢀"), (1, 1, "⠠"), (1, 2, "⠐"),
      (1, 3, "⠈"),
    ] as [(Int, Int, Character)])
  func setsADot(x: Int, y: Int, character: Character) {
    var canvas = BrailleCanvas(columns: 3, rows: 2)
    canvas.set(x: 2 + x, y: 4 + y)
    #expect(canvas.character(column: 1, row: 1) == character)
    #expect(canvas.hasDots(column: 1, row: 1))
    for (column, row) in [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1)] {
      #expect(!canvas.hasDots(column: column, row: row))
    }
  }

  @Test func addsDots() {
    var canvas = BrailleCanvas(columns: 1, rows: 1)
    for x in 0..<2 { for y in 0..<4 { canvas.set(x: x, y: y) } }
    #expect(canvas.character(column: 0, row: 0) == "⣿")
  }

  @Test func leavesOutWhatIsOutside() {
    var canvas = BrailleCanvas(columns: 2, rows: 1)
    for (x, y) in [(-1, 0), (0, -1), (4, 0), (0, 4), (.max, .max), (.min, 0)] {
      canvas.set(x: x, y: y)
    }
    #expect(!canvas.hasDots(column: 0, row: 0) && !canvas.hasDots(column: 1, row: 0))
  }

  /// Lines are whole, in every direction, and alike in both.
  @Test func drawsLinesWithoutHoles() {
    for x in -12...12 {
      for y in -12...12 {
        var there = BrailleCanvas(columns: 13, rows: 7)
        there.draw(from: (12, 13), to: (12 + x, 13 + y))
        var dots: [(Int, Int)] = []
        for dot in 0..<(26 * 28) where isSet(there, dot % 26, dot / 26) {
          dots.append((dot % 26, dot / 26))
        }
        #expect(dots.count == max(abs(x), abs(y)) + 1)
        #expect(isSet(there, 12, 13) && isSet(there, 12 + x, 13 + y))
        for (column, row) in dots where (column, row) != (12, 13) {
          let towardsStart = dots.contains {
            max(abs($0.0 - column), abs($0.1 - row)) == 1
              && max(abs($0.0 - 12), abs($0.1 - 13)) < max(abs(column - 12), abs(row - 13))
          }
          #expect(towardsStart)
        }
      }
    }
  }

  private func isSet(_ canvas: BrailleCanvas, _ x: Int, _ y: Int) -> Bool {
    let scalar = canvas.character(column: x / 2, row: y / 4).unicodeScalars.first?.value ?? 0
    let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    return (scalar - 0x2800) & bits[x % 2][y % 4] != 0
  }
}

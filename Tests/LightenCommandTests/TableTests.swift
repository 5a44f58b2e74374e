import Testing

@testable import LightenCommand

@Suite struct TableTests {
  @Test func columnsAreAsWideAsTheirWidestCell() {
    #expect(
      Table.text(["N", "NAME", "STATE"], [["0", "Dell", "ready"], ["10", "X", "-"]])
        == "N   NAME  STATE\n0   Dell  ready\n10  X     -\n")
  }

  @Test func coloursTakeNoRoom() {
    let text = Table.text(["A", "B"], [["x", "1"], ["long", "2"]]) { column, cell in
      column == 0 ? "<\(cell)>" : cell
    }
    #expect(text == "A     B\n<x>     1\n<long>  2\n")
  }
}

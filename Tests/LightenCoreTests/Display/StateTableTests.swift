import DisplayHistories
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `contrib/doc/monitor-states.md` holds what the machine does.
@Suite struct StateTableTests {
  /// The page, as a list of lines.
  private static func page() throws -> [String] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let path = "/\(root)/contrib/doc/monitor-states.md"
    let file = try #require(fopen(path, "r"), "\(path) cannot be read")
    defer { fclose(file) }
    var lines: [String] = []
    var buffer = [CChar](repeating: 0, count: 4_096)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
      lines.append(String(decoding: bytes, as: UTF8.self))
    }
    return lines
  }

  @Test func thePageHoldsTheTable() throws {
    let table = StateTable.markdown().split(separator: "\n", omittingEmptySubsequences: true)
      .map(String.init)
    let page = try Self.page()
    let start = try #require(page.firstIndex { $0.hasPrefix("## Does it answer?") })
    #expect(
      page[start...].filter { !$0.isEmpty } == table,
      "contrib/histories --table prints the tables that the page has to hold")
  }

  @Test func theTableHasEachCase() {
    let table = StateTable.markdown()
    for name in ["probing", "suspended", "gone", "brightness", "reached", "busy"] {
      #expect(table.contains("→ \(name)"))
    }
    #expect(table.split(separator: "\n").filter { $0.hasPrefix("| suspend ") }.count == 4)
  }
}

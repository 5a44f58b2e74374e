import Glibc
import Testing

@testable import GLibKit

/// What GLib hands out is released, also where it reports an error.
@Suite(.serialized) struct ReleasedMemoryTests {
  /// The memory of this process that is in use, in bytes (proc(5): the second number of statm).
  private var resident: Int {
    let words = (try? Files.text(at: "/proc/self/statm"))?.split(separator: " ") ?? []
    return (words.dropFirst().first.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static let large = String(repeating: "x", count: 200_000)

  /// Does something that holds 200 kB three hundred times: 60 MB where that is not released. Other
  /// tests run meanwhile, but none needs so much.
  private func check(_ work: () -> Void) {
    work()
    let before = resident
    for _ in 0..<300 { work() }
    #expect(resident - before < 40_000_000)
  }

  @Test func ofAKeyFile() {
    check { _ = try? KeyFile(text: "[g]\nkey=\(Self.large)\\x\nother=\(Self.large)\n") }
    check { _ = try? KeyFile(text: "[g]\nkey=\(Self.large)\n\(Self.large)\n") }
  }

  @Test func ofOptions() {
    check {
      let parser = OptionParser(
        options: [.init("long", Self.large, valueName: "VALUE")], summary: "", details: "")
      _ = try? parser.parse(["program", "--long=\(Self.large)", "--nonsense"])
      _ = try? parser.parse(["program", "--long=\(Self.large)", Self.large])
    }
  }

  @Test func ofFilesThatCannotBeRead() {
    check { _ = try? Files.bytes(at: "/" + Self.large) }
  }
}

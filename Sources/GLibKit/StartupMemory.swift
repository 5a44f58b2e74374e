import CGLib
import Glibc

/// What the start needed and the rest of the program's life does not.
public enum StartupMemory {
  /// Gives the memory back to the system: freed heap pages, and the mapped pages of code.
  ///
  /// Code comes back from the page cache, without reading the disk, as it is needed again. Parsing,
  /// linking and the first look at everything touch several times the code that a service touches
  /// afterwards.
  public static func release() {
    lighten_trim_heap()
    guard let maps = try? Files.text(at: "/proc/self/maps") else { return }
    for line in maps.split(separator: "\n") {
      // address-address permissions offset device inode path (proc(5))
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { continue }
      let range = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard range.count == 2 else { continue }
      madvise(
        UnsafeMutableRawPointer(bitPattern: range[0]), Int(range[1] - range[0]), MADV_DONTNEED)
    }
  }
}

/// What is wrong with some versions of libddcutil, as far as lighten cannot make up for it.
struct LibraryTrouble {
  /// The first version that has it.
  let first: [Int]
  /// The first version that does not have it any more.
  let mended: String
  /// How bad it is.
  let severity: Finding.Severity
  /// What it does, after the library's name.
  let words: String

  /// Crashes of other kinds end a worker, which is replaced; they are not listed.
  static let known = [
    // The change log of 1.4.1: the default sleep multiplier was 0.
    LibraryTrouble(
      first: [1, 4, 0], mended: "1.4.1", severity: .problem,
      words: "does not wait for monitors, so that most operations fail"),
    // The change logs of 2.1.2 and 2.1.3, and github.com/rockowitz/ddcutil/issues/365.
    LibraryTrouble(
      first: [2, 1, 0], mended: "2.1.3", severity: .problem,
      words: "crashes its program again and again, or refuses monitors that answer late"),
    // The change log of 2.2.1, and github.com/rockowitz/ddcutil/issues/511. A worker that hangs is
    // replaced after five seconds, so that it is only a nuisance.
    LibraryTrouble(
      first: [2, 2, 0], mended: "2.2.1", severity: .advice,
      words: "may wait for a monitor's lock without end"),
  ]

  /// Whether a version, such as `2.2.0` or `2.2.1-dev`, has it.
  func concerns(_ version: String) -> Bool {
    let numbers = Self.numbers(version)
    return !numbers.isEmpty && !numbers.lexicographicallyPrecedes(first)
      && numbers.lexicographicallyPrecedes(Self.numbers(mended))
  }

  private static func numbers(_ version: String) -> [Int] {
    version.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
  }
}

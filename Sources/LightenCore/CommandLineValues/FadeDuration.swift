/// How long a fade takes, as `lighten fade --for` has it.
public struct FadeDuration: Sendable, Hashable {
  /// The longest fade: 24 hours; more is surely a slip.
  public static let maximumMilliseconds: UInt32 = 24 * 60 * 60 * 1000

  /// In milliseconds, 0 to ``maximumMilliseconds``, as `FadeBrightness` takes it on the bus.
  public let milliseconds: UInt32

  /// Units and their milliseconds; `ms` before those that it ends like.
  private static let units: [(suffix: String, milliseconds: Int)] = [
    ("ms", 1), ("min", 60_000), ("m", 60_000), ("s", 1000), ("h", 3_600_000),
  ]

  /// Reads `500ms`, `2s`, `1.5s`, `1m` or `1min`, `2h`, rounded to milliseconds, and `0`.
  ///
  /// A number needs its unit: whether `--for 2` means seconds, as for `sleep`, or milliseconds, as
  /// on the bus, nobody can tell, and the guess would be off by a thousand.
  ///
  /// - Throws: ``CommandLineValueError`` when it is none of these or longer than a day.
  public init(parsing text: String) throws(CommandLineValueError) {
    let trimmed = text.trimmedOfWhitespace.lowercased()
    if !trimmed.isEmpty, trimmed.allSatisfy({ $0 == "0" }) {
      milliseconds = 0
      return
    }
    guard let unit = Self.units.first(where: { trimmed.hasSuffix($0.suffix) }) else {
      let isNumber = !trimmed.isEmpty && trimmed.allSatisfy(\.isASCIIDigit)
      throw CommandLineValueError(
        isNumber
          ? "“\(text)” has no unit: write \(trimmed)ms or \(trimmed)s."
          : Self.usage(text))
    }
    let number = trimmed.dropLast(unit.suffix.count).trimmedOfWhitespace
    guard let value = Self.multiply(number, by: unit.milliseconds) else {
      throw CommandLineValueError(Self.usage(text))
    }
    guard value <= Self.maximumMilliseconds else {
      throw CommandLineValueError("“\(text)” is too long: a fade takes 24 hours at most.")
    }
    milliseconds = UInt32(value)
  }

  private static func usage(_ text: String) -> String {
    "“\(text)” is no duration: write it like 500ms, 2s, 1.5s, 1m or 1h."
  }

  /// A decimal number times a unit, rounded; `Double` would also read `nan` and `0x1p3`.
  ///
  /// Whole numbers too large to matter become a day and more, digits below a millionth are dropped.
  private static func multiply(_ number: String, by unit: Int) -> Int? {
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1].prefix(6) : ""
    let padded = fraction + String(repeating: "0", count: 6 - fraction.count)
    guard let millionths = Int(padded) else { return nil }
    let wholes = min(Int(whole) ?? .max, Int(maximumMilliseconds) + 1)
    return wholes * unit + (millionths * unit + 500_000) / 1_000_000
  }
}

/// A level of light, as `lighten curve --forget` and `lighten sim light` take it.
public struct LightLevel: Sendable, Hashable {
  /// The highest level; lux in full sunlight are about 100,000.
  public static let maximum = 1_000_000

  /// In the sensor's unit, 0 to ``maximum``.
  public let value: Double

  /// Reads `240` and `0.5`. `Double` would also read `nan`, `inf`, `1e3` and `0x1p3`.
  ///
  /// - Throws: ``CommandLineValueError`` when it is no decimal number or out of range.
  public init(parsing text: String) throws(CommandLineValueError) {
    let trimmed = text.trimmedOfWhitespace
    let parts = trimmed.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
      let value = Double(trimmed)
    else {
      throw CommandLineValueError(
        "“\(text)” is no level of light: write a number such as 240 or 0.5.")
    }
    guard value <= Double(Self.maximum) else {
      throw CommandLineValueError(
        "“\(text)” is too much light: the level goes from 0 to \(Self.maximum).")
    }
    self.value = value
  }
}

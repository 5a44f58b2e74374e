/// What `lighten set` is asked for.
public enum BrightnessRequest: Sendable, Hashable {
  /// This brightness, in percent, 0 to 100.
  case absolute(Int)

  /// This much brighter or, below 0, darker, in percent, -100 to 100.
  case relative(Int)

  /// Reads `40`, `40%`, `+10`, `-10`, and the predecessor's `= 40`, `+ 10`, `- 10`.
  ///
  /// - Parameter text: One argument, or two joined by a space.
  /// - Throws: ``CommandLineValueError`` when it is none of these or out of range.
  public init(parsing text: String) throws(CommandLineValueError) {
    var rest = text.trimmedOfWhitespace[...]
    let sign = rest.first.flatMap { "=+-".contains($0) ? $0 : nil }
    if sign != nil { rest = rest.dropFirst().drop(while: \.isWhitespace) }
    if rest.last == "%" { rest = Substring(rest.dropLast().trimmedOfWhitespace) }

    guard !rest.isEmpty, rest.allSatisfy(\.isASCIIDigit) else {
      throw CommandLineValueError(
        "“\(text)” is no brightness: give a percentage such as 40, or a change such as +10 or -10.")
    }
    // Digits that do not fit an Int are out of range too.
    guard let value = Int(rest), value <= 100 else {
      throw CommandLineValueError(
        sign == "+" || sign == "-"
          ? "A change of “\(text)” is too much: brightness goes from 0 to 100 percent."
          : "“\(text)” is too bright: give a percentage from 0 to 100.")
    }
    switch sign {
    case "+": self = .relative(value)
    case "-": self = .relative(-value)
    default: self = .absolute(value)
    }
  }
}

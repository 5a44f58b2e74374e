extension VcpFeature {
  /// The code that a text means: a name, or a number, decimal or hexadecimal with `0x`.
  ///
  /// - Throws: ``CommandLineValueError`` when it is neither; it names the nearest name.
  public static func code(_ text: String) throws(CommandLineValueError) -> UInt8 {
    let wanted = plain(text)
    if let feature = all.first(where: { $0.names.contains { plain($0) == wanted } }) {
      return feature.code
    }
    let number = number(text)
    if let code = number.flatMap({ UInt8(exactly: $0) }) { return code }
    let what = "“\(text)” is not a VCP feature"
    if number != nil {
      throw CommandLineValueError("\(what): their numbers go from 0 to 255, 0xFF.")
    }
    if let name = text.nearest(of: all.map(\.name)) {
      throw CommandLineValueError("\(what): did you mean \(name)?")
    }
    throw CommandLineValueError(
      "\(what): write its number, such as 0x12 or 18, or a name, such as contrast or input; "
        + "“lighten vcp --help” shows all names.")
  }

  /// A value for a feature: a number from 0 to 65535, decimal or hexadecimal with `0x`, or, where
  /// the feature's values have names, one of these.
  ///
  /// - Throws: ``CommandLineValueError`` when it is neither; it says which there are.
  public static func value(
    _ text: String, of code: UInt8
  ) throws(CommandLineValueError) -> UInt16 {
    if let value = number(text).flatMap({ UInt16(exactly: $0) }) { return value }
    let feature = VcpFeature(code: code)
    let wanted = plain(text)
    if let value = feature?.values.first(where: { $0.names.contains { plain($0) == wanted } }) {
      return UInt16(value.code)
    }
    guard let feature, !feature.values.isEmpty else {
      throw CommandLineValueError(
        "“\(text)” is not a value: it must be a number from 0 to 65535, such as 70 or 0x11.")
    }
    let names = feature.values.map(\.name)
    let what = "“\(text)” is not a value of \(feature.name)"
    // What was not finished is nearer than what was misspelt: “of” is off and not on.
    let unfinished = wanted.isEmpty ? nil : names.first { plain($0).hasPrefix(wanted) }
    if let name = unfinished ?? text.nearest(of: names) {
      throw CommandLineValueError("\(what): did you mean \(name)?")
    }
    throw CommandLineValueError(
      "\(what): write a number, such as 0x11, or one of \(names.joined(separator: ", ")).")
  }

  private var names: [String] { [name] + aliases }

  /// As people compare names: `HDMI-1`, `hdmi_1` and `hdmi1` are one.
  private static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
  }

  private static func number(_ text: String) -> Int? {
    let lower = text.lowercased()
    let digits = lower.hasPrefix("0x") ? lower.dropFirst(2) : lower[...]
    // Int would also read a sign.
    guard digits.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return nil }
    return Int(digits, radix: lower.hasPrefix("0x") ? 16 : 10)
  }
}

extension VcpValue {
  fileprivate var names: [String] { [name] + aliases }
}

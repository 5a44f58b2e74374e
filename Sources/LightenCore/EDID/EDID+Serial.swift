extension EDID {
  /// The serial number, if the maker gave one: that of the text descriptor, else the number in
  /// decimal.
  ///
  /// `nil` where every monitor of the model has the same filler in its place.
  public var serial: String? {
    if let serialText, Self.isMeaningful(serialText) { return serialText }
    return Self.fillerNumbers.contains(serialNumber) ? nil : String(serialNumber)
  }

  /// Numbers that stand for “no serial number”: 0 by E-EDID 1.4, section 3.4.3; the others are
  /// fillers seen in the wild (16843009 is one).
  private static let fillerNumbers: Set<UInt32> = [0, 0x0101_0101, 0xFFFF_FFFF]

  /// Texts, without punctuation and in upper case, that stand for “no serial number”.
  private static let fillerTexts: Set<String> = [
    "NA", "NONE", "NULL", "UNKNOWN", "DEFAULT", "TBD", "SN", "SERIAL", "SERIALNUMBER", "SERIALNO",
    "01010101", "16843009", "4294967295", "0123456789", "123456789", "1234567890", "12345678",
    "1234567890123", "0123456789ABC", "ABCDEFGHIJKLM",
  ]

  /// Whether a text tells one monitor from another: not empty, not only zeros, no known filler and
  /// not four or more times the same character.
  private static func isMeaningful(_ text: String) -> Bool {
    let core = text.filter { $0.isLetter || $0.isNumber }.uppercased()
    guard let first = core.first, core.contains(where: { $0 != "0" }) else { return false }
    if core.count >= 4, core.allSatisfy({ $0 == first }) { return false }
    return !fillerTexts.contains(core)
  }
}

/// VCP features in words.
enum VcpText {
  /// The first code of those that are the manufacturer's own (VESA MCCS 2.2a, section 8).
  private static let firstOwnCode: UInt8 = 0xE0

  /// A code or value: `0x0F`.
  static func number(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// What stands for the name of a feature that has none.
  static func nameless(_ code: UInt8) -> String {
    code >= firstOwnCode ? "(manufacturer's own)" : "-"
  }
}

/// A value of a VCP feature that has a name.
public struct VcpValue: Sendable, Hashable {
  /// The value.
  public let code: UInt8
  /// Its name on the command line.
  public let name: String
  /// Other names that people may know.
  let aliases: [String]

  init(_ code: UInt8, _ name: String, _ aliases: String...) {
    self.code = code
    self.name = name
    self.aliases = aliases
  }

  /// For people: `hdmi1 (0x11)`.
  public var text: String { "\(name) (0x\(code.hexadecimal(digits: 2)))" }
}

extension FixedWidthInteger {
  /// Upper case, with at least so many digits.
  func hexadecimal(digits: Int) -> String {
    let text = String(self, radix: 16, uppercase: true)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}

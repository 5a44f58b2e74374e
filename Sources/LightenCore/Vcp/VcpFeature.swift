/// A VCP feature that has a name: one of the Monitor Control Command Set, VESA MCCS 2.2a, section 8.
public struct VcpFeature: Sendable, Hashable {
  /// How its value is to be read.
  public enum Kind: Sendable, Hashable {
    /// A level from 0 to a maximum that the monitor tells; “continuous” in the standard.
    case level
    /// One of a few values, which may have names; “non-continuous” in the standard.
    case choice
    /// Several fields in one number.
    case fields
    /// It only does something, when it is set to a value other than 0.
    case action
  }

  /// Its code.
  public let code: UInt8
  /// Its name on the command line.
  public let name: String
  /// How its value is to be read.
  public let kind: Kind
  /// The values that have names, by value.
  public let values: [VcpValue]
  /// Other names that people may know.
  let aliases: [String]

  init(_ code: UInt8, _ name: String, _ kind: Kind, aliases: [String] = []) {
    self.code = code
    self.name = name
    self.kind = kind
    self.values = []
    self.aliases = aliases
  }

  init(_ code: UInt8, _ name: String, aliases: [String] = [], values: [VcpValue]) {
    self.code = code
    self.name = name
    self.kind = .choice
    self.values = values
    self.aliases = aliases
  }

  /// Every feature with a name, by code.
  public static let all: [VcpFeature] =
    (presets + image + control + geometry + audio + about).sorted { $0.code < $1.code }

  /// The feature with a code, `nil` where that has no name.
  public init?(code: UInt8) {
    guard let feature = Self.all.first(where: { $0.code == code }) else { return nil }
    self = feature
  }

  /// The value that a reading means: of a choice only the low byte counts (MCCS 2.2a, section 7.3:
  /// SL), as some monitors leave something in the high one.
  ///
  /// - Returns: `nil` for other kinds, and for values without a name.
  public func value(of reading: UInt16) -> VcpValue? {
    values.first { $0.code == UInt8(truncatingIfNeeded: reading) }
  }

  /// What a reading means, for people: `75 of 100`, `hdmi1 (0x11)`, or `0x90` where a choice's value
  /// has no name.
  public static func text(code: UInt8, current: UInt16, maximum: UInt16) -> String {
    guard let feature = VcpFeature(code: code), feature.kind == .choice else {
      return "\(current) of \(maximum)"
    }
    if let value = feature.value(of: current) { return value.text }
    return current > UInt16(UInt8.max)
      ? "0x" + current.hexadecimal(digits: 4) : "0x" + current.hexadecimal(digits: 2)
  }
}

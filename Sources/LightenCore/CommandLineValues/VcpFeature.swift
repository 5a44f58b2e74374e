/// VCP features that people know by name (VESA MCCS 2.2a, section 8).
public enum VcpFeature: UInt8, CaseIterable, Sendable {
  /// Luminance.
  case brightness = 0x10
  /// Contrast.
  case contrast = 0x12
  /// Select colour preset.
  case colorPreset = 0x14
  /// Video gain (drive), red.
  case redGain = 0x16
  /// Video gain (drive), green.
  case greenGain = 0x18
  /// Video gain (drive), blue.
  case blueGain = 0x1A
  /// Input source.
  case input = 0x60
  /// Audio speaker volume.
  case volume = 0x62
  /// Audio mute.
  case mute = 0x8D
  /// Power mode.
  case power = 0xD6

  /// The name on the command line.
  public var name: String {
    switch self {
    case .brightness: "brightness"
    case .contrast: "contrast"
    case .colorPreset: "color-preset"
    case .redGain: "red-gain"
    case .greenGain: "green-gain"
    case .blueGain: "blue-gain"
    case .input: "input"
    case .volume: "volume"
    case .mute: "mute"
    case .power: "power"
    }
  }

  /// The code that `text` means: a name, or a number, decimal or hexadecimal with `0x`.
  public static func code(_ text: String) throws(CommandLineValueError) -> UInt8 {
    let lower = text.lowercased()
    if let feature = allCases.first(where: { $0.name == lower }) { return feature.rawValue }
    if let code = number(lower).flatMap({ UInt8(exactly: $0) }) { return code }
    throw CommandLineValueError(
      "“\(text)” is not a VCP feature: write its number, such as 0x12 or 18, or one of "
        + allCases.map(\.name).joined(separator: ", ") + ".")
  }

  /// A value for a feature: a number from 0 to 65535, decimal or hexadecimal with `0x`.
  public static func value(_ text: String) throws(CommandLineValueError) -> UInt16 {
    if let value = number(text.lowercased()).flatMap({ UInt16(exactly: $0) }) { return value }
    throw CommandLineValueError(
      "“\(text)” is not a value: it must be a number from 0 to 65535, such as 70 or 0x11.")
  }

  private static func number(_ text: String) -> Int? {
    text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
  }
}

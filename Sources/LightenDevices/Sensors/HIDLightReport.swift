import LightenCore

/// What a HID light sensor says: input report 0, whose bytes after the report's number are decimal
/// text. Negative values are the device's errors. The format is the predecessor's (jcrd/lighten,
/// lightend/sensor.py, and its Arduino sketch).
enum HIDLightReport: Equatable {
  /// A level.
  case level(Double)
  /// -1: the device has no sensor on it.
  case noSensor
  /// -2: what the sensor said was no good.
  case invalid
  /// Something that is no such report, in printable form.
  case rubbish(String)

  /// Reads a report with its number in the first byte.
  init(_ bytes: [UInt8]) {
    // The text may be shorter than the report; the rest is zeros.
    let text = String(decoding: bytes.dropFirst().prefix { $0 != 0 }, as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let value = Double(words[0]) else {
      self = .rubbish(Self.printable(bytes))
      return
    }
    // Double reads more than decimal text: 0x10, 1e2.
    guard words[0].allSatisfy({ "-.0123456789".contains($0) }) else {
      self = .rubbish(String(words[0]))
      return
    }
    switch value {
    case -1: self = .noSensor
    case -2: self = .invalid
    case let value where LightUnit.isLevel(value): self = .level(value)
    default: self = .rubbish(String(words[0]))
    }
  }

  private static func printable(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    return bytes.prefix(16).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: " ")
  }
}

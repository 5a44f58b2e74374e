import GLibKit
import LightenCore

/// What a simulated monitor shall be; see `Plug` in simulator.xml.
struct SimulatedDescription {
  /// The PNP id of monitors that do not say another one; no maker has it.
  static let manufacturerID = "SIM"

  /// The maker's PNP id.
  var manufacturer = Self.manufacturerID
  /// The model.
  var model = "Monitor"
  /// The serial number, nil for a free one.
  var serial: String?
  /// The connector, nil for a free one.
  var connector: String?
  /// The brightness, percent.
  var brightness = 50
  /// The raw maximum.
  var maximum: UInt16 = 100
  /// Whether it is a panel of a laptop.
  var isInternal = false

  /// The usual monitor.
  init() {}

  /// Reads what `Plug` was told.
  init(_ values: [String: Variant]) throws(DisplayError) {
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "Manufacturer": manufacturer = try Self.text(key, value)
      case "Model": model = try Self.text(key, value)
      case "Serial": serial = try Self.text(key, value)
      case "Connector": connector = try Self.text(key, value)
      case "Brightness": brightness = try Self.number(key, value, 0...100)
      case "Maximum": maximum = UInt16(try Self.number(key, value, 1...65535))
      case "Internal":
        guard let flag = value.boolean else { throw Self.wrong(key, "true or false (b)") }
        isInternal = flag
      default:
        throw DisplayError(
          .invalidArguments,
          "\(key) is not known; a simulated monitor has Manufacturer, Model, Serial, Connector, "
            + "Brightness, Maximum and Internal.")
      }
    }
    guard manufacturer.count == 3, manufacturer.allSatisfy({ $0.isASCII && $0.isUppercase }) else {
      throw Self.wrong("Manufacturer", "three capital letters, such as SIM")
    }
  }

  private static func text(_ key: String, _ value: Variant) throws(DisplayError) -> String {
    guard let text = value.string?.printable, !text.isEmpty else {
      throw wrong(key, "a text (s), not empty")
    }
    return text
  }

  private static func number(
    _ key: String, _ value: Variant, _ range: ClosedRange<UInt32>
  ) throws(DisplayError) -> Int {
    guard let number = value.uint32, range.contains(number) else {
      throw wrong(key, "a number (u) from \(range.lowerBound) to \(range.upperBound)")
    }
    return Int(number)
  }

  private static func wrong(_ key: String, _ right: String) -> DisplayError {
    DisplayError(.invalidArguments, "\(key) must be \(right).")
  }
}

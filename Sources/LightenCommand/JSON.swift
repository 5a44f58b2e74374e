import GLibKit
import LightenCore

/// A JSON value (RFC 8259). Foundation's encoder would cost more than the rest of the program.
enum JSON {
  case null
  case bool(Bool)
  case number(Int64)
  /// Not finite is null, as JSON has no word for it.
  case decimal(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The text on one line.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): "\(value)"
    case .decimal(let value): Self.decimal(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { "\(Self.quoted($0.0)): \($0.1.text)" }.joined(separator: ", ") + "}"
    }
  }

  /// An array with a line for each value.
  static func lines(_ values: [JSON]) -> String {
    values.isEmpty
      ? "[]\n" : "[\n" + values.map { "  \($0.text)" }.joined(separator: ",\n") + "\n]\n"
  }

  /// A property of the bus.
  init(_ value: Variant?) {
    guard let value else {
      self = .null
      return
    }
    if let flag = value.boolean {
      self = .bool(flag)
    } else if let text = value.string {
      self = .string(text)
    } else if let number = value.uint32 {
      self = .number(Int64(number))
    } else if let number = value.int32 {
      self = .number(Int64(number))
    } else if let number = value.uint64 {
      self = .number(Int64(clamping: number))
    } else if let number = value.double {
      self = .decimal(number)
    } else {
      self = .string(value.text)
    }
  }

  private static func decimal(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return "\(whole)" }
    return value.isFinite ? "\(value)" : "null"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      // More than JSON asks for: a terminal shows what programs write, too.
      case _ where scalar.isControl:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

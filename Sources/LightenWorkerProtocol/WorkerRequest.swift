import GLibKit

/// What lightend asks of the worker of one monitor.
public enum WorkerRequest: Equatable, Sendable {
  /// Read a VCP feature.
  case read(feature: UInt8)
  /// Write a VCP feature.
  case write(feature: UInt8, value: UInt16)
  /// Read the capabilities string.
  case capabilities

  private static let signature = "(yyq)"

  /// The request as one packet.
  public var packet: [UInt8] {
    let (verb, feature, value): (UInt8, UInt8, UInt16) =
      switch self {
      case .read(let feature): (1, feature, 0)
      case .write(let feature, let value): (2, feature, value)
      case .capabilities: (3, 0, 0)
      }
    return Variant.tuple([.byte(verb), .byte(feature), .uint16(value)]).serialized
  }

  /// Reads a request from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard let message = Variant.deserialized(packet, as: Self.signature),
      let verb = message[0]?.byte, let feature = message[1]?.byte, let value = message[2]?.uint16
    else { return nil }
    switch verb {
    case 1: self = .read(feature: feature)
    case 2: self = .write(feature: feature, value: value)
    case 3: self = .capabilities
    default: return nil
    }
  }
}

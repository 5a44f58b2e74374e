/// What lightend asks of the worker of one monitor.
public enum WorkerRequest: Equatable, Sendable {
  /// Read a VCP feature.
  case read(feature: UInt8)
  /// Write a VCP feature.
  case write(feature: UInt8, value: UInt16)
  /// Read the capabilities string.
  case capabilities

  /// The request as one packet: verb, feature, value (high byte first).
  public var packet: [UInt8] {
    switch self {
    case .read(let feature): [1, feature, 0, 0]
    case .write(let feature, let value): [2, feature] + value.bytes
    case .capabilities: [3, 0, 0, 0]
    }
  }

  /// Reads a request from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard packet.count == 4 else { return nil }
    switch packet[0] {
    case 1: self = .read(feature: packet[1])
    case 2: self = .write(feature: packet[1], value: UInt16(bytes: packet[2...3]))
    case 3: self = .capabilities
    default: return nil
    }
  }
}

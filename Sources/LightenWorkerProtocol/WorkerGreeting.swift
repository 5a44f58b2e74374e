import GLibKit

/// The first packet from a worker: what it found on its bus.
public struct WorkerGreeting: Equatable, Sendable {
  /// libddcutil's version.
  public let version: String
  /// The first 128 bytes of the EDID, empty when no monitor was found.
  public let edid: [UInt8]
  /// The monitor's answer to a read of its brightness.
  public let brightness: WorkerReply

  private static let signature = "(sayay)"

  /// Makes a greeting.
  public init(version: String, edid: [UInt8], brightness: WorkerReply) {
    self.version = version
    self.edid = edid
    self.brightness = brightness
  }

  /// The greeting as one packet.
  public var packet: [UInt8] {
    Variant.tuple([.string(version), .bytes(edid), .bytes(brightness.packet)]).serialized
  }

  /// Reads a greeting from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard let message = Variant.deserialized(packet, as: Self.signature),
      let version = message[0]?.string, let edid = message[1]?.bytes,
      let brightness = message[2]?.bytes.flatMap(WorkerReply.init(packet:))
    else { return nil }
    self.init(version: version, edid: edid, brightness: brightness)
  }
}

/// The first packet from a worker: what it found on its bus.
public struct WorkerGreeting: Equatable, Sendable {
  /// The version of all packets between lightend and its workers. It goes up with each change of
  /// one: after an upgrade, a lightend that still runs starts workers of the new version.
  private static let packetVersion = 1
  /// What the greetings of all versions begin with: another program that happens to write here is
  /// not a worker.
  private static let program = Array("lighten-ddc ".utf8)
  private static let mark = program + Array("\(packetVersion)\n".utf8)

  /// libddcutil's version.
  public let version: String
  /// The first 128 bytes of the EDID, empty when no monitor was found.
  public let edid: [UInt8]
  /// The monitor's answer to a read of its brightness.
  public let brightness: WorkerReply

  /// Makes a greeting; a version is cut and an EDID is at most 255 bytes.
  public init(version: String, edid: [UInt8], brightness: WorkerReply) {
    // ASCII only, so that what is cut stays as long as its count says.
    self.version = String(decoding: version.utf8.filter { $0 < 0x80 }.prefix(255), as: UTF8.self)
    self.edid = Array(edid.prefix(255))
    self.brightness = brightness
  }

  /// The greeting as one packet: the mark, version and EDID, each after its length, and the reply.
  public var packet: [UInt8] {
    Self.mark + [UInt8(version.utf8.count)] + Array(version.utf8) + [UInt8(edid.count)] + edid
      + brightness.packet
  }

  /// Reads a greeting from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard packet.starts(with: Self.mark) else { return nil }
    var rest = packet.dropFirst(Self.mark.count)
    guard let version = Self.field(&rest), let edid = Self.field(&rest),
      let brightness = WorkerReply(packet: Array(rest))
    else { return nil }
    self.init(
      version: String(decoding: version, as: UTF8.self), edid: Array(edid), brightness: brightness)
  }

  /// Whether a packet is the greeting of a worker of another version, whose packets this one does not
  /// know.
  public static func isOfAnotherVersion(_ packet: [UInt8]) -> Bool {
    packet.starts(with: program) && packet.contains(UInt8(ascii: "\n"))
      && !packet.starts(with: mark)
  }

  private static func field(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let count = bytes.popFirst(), bytes.count >= Int(count) else { return nil }
    defer { bytes = bytes.dropFirst(Int(count)) }
    return bytes.prefix(Int(count))
  }
}

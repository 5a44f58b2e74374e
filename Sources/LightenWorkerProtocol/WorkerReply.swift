import GLibKit

/// What a worker answers to a request.
public struct WorkerReply: Equatable, Sendable {
  /// What became of it.
  public let outcome: WorkerOutcome
  /// The feature's present value; 0 after anything but a read.
  public let current: UInt16
  /// The feature's greatest value; 0 after anything but a read.
  public let maximum: UInt16
  /// The capabilities string, or libddcutil's name of the error.
  public let text: String

  private static let signature = "(yqqs)"

  /// Makes a reply.
  public init(_ outcome: WorkerOutcome, current: UInt16 = 0, maximum: UInt16 = 0, text: String = "")
  {
    self.outcome = outcome
    self.current = current
    self.maximum = maximum
    self.text = text
  }

  /// The reply as one packet.
  public var packet: [UInt8] {
    Variant.tuple([
      .byte(outcome.rawValue), .uint16(current), .uint16(maximum), .string(text),
    ]).serialized
  }

  /// Reads a reply from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard let message = Variant.deserialized(packet, as: Self.signature),
      let outcome = message[0]?.byte.flatMap(WorkerOutcome.init(rawValue:)),
      let current = message[1]?.uint16, let maximum = message[2]?.uint16,
      let text = message[3]?.string
    else { return nil }
    self.init(outcome, current: current, maximum: maximum, text: text)
  }
}

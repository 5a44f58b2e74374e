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

  /// Makes a reply.
  public init(_ outcome: WorkerOutcome, current: UInt16 = 0, maximum: UInt16 = 0, text: String = "")
  {
    self.outcome = outcome
    self.current = current
    self.maximum = maximum
    self.text = text
  }

  /// The reply as one packet: outcome, current, maximum (high bytes first), and the text.
  public var packet: [UInt8] {
    [outcome.rawValue] + current.bytes + maximum.bytes + Array(text.utf8)
  }

  /// Reads a reply from a packet; nil when it is not one.
  public init?(packet: [UInt8]) {
    guard packet.count >= 5, let outcome = WorkerOutcome(rawValue: packet[0]) else { return nil }
    self.init(
      outcome, current: UInt16(bytes: packet[1...2]), maximum: UInt16(bytes: packet[3...4]),
      // Without control characters: a NUL would cut the sentence that the text becomes part of.
      text: String(decoding: packet[5...].filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self))
  }
}

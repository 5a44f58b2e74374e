import LightenWorkerProtocol
import Testing

@Suite struct WorkerPacketTests {
  private static let requests: [WorkerRequest] = [
    .read(feature: 0), .read(feature: 0x10), .read(feature: 255),
    .write(feature: 0x10, value: 0), .write(feature: 0xFF, value: 65_535), .capabilities,
  ]

  private static let replies: [WorkerReply] = [
    WorkerReply(.ok), WorkerReply(.ok, current: 50, maximum: 100),
    WorkerReply(.ok, current: 65_535, maximum: 65_535),
    WorkerReply(.ok, text: "(prot(monitor)type(lcd))"),
    WorkerReply(.failed, text: String(repeating: "ü", count: 40_000)),
    WorkerReply(.unsupported), WorkerReply(.unresponsive, text: "DDCRC_RETRIES"),
    WorkerReply(.asleep), WorkerReply(.gone), WorkerReply(.permissionDenied),
  ]

  @Test(arguments: requests)
  func carriesRequests(request: WorkerRequest) {
    #expect(WorkerRequest(packet: request.packet) == request)
  }

  @Test(arguments: replies)
  func carriesReplies(reply: WorkerReply) {
    #expect(WorkerReply(packet: reply.packet) == reply)
  }

  @Test(arguments: replies, [[], Array(0...127)] as [[UInt8]])
  func carriesGreetings(reply: WorkerReply, edid: [UInt8]) {
    let greeting = WorkerGreeting(version: "2.2.0", edid: edid, brightness: reply)
    #expect(WorkerGreeting(packet: greeting.packet) == greeting)
  }

  /// Both programs are of one build, but an installed worker may be older: the numbers stay.
  @Test func hasFixedOutcomes() {
    let outcomes: [WorkerOutcome] = [
      .ok, .unsupported, .unresponsive, .asleep, .gone, .permissionDenied, .failed,
    ]
    #expect(outcomes.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test(
    arguments: [
      [], [1], [1, 0x10, 0], [1, 0x10, 0, 0, 0], [0, 0x10, 0, 0], [4, 0x10, 0, 0], [255, 0, 0, 0],
    ] as [[UInt8]])
  func refusesOtherRequests(packet: [UInt8]) {
    #expect(WorkerRequest(packet: packet) == nil)
  }

  @Test(
    arguments: [
      [], [0], [0, 0, 0, 0], [7, 0, 0, 0, 0], [255, 0, 0, 0, 0], Array("not a packet".utf8),
    ] as [[UInt8]])
  func refusesOtherReplies(packet: [UInt8]) {
    #expect(WorkerReply(packet: packet) == nil)
  }

  @Test(
    arguments: [
      [], [0], [0, 0], [0, 0, 0], [200, 65, 0, 0, 0, 0, 0, 0], [0, 128, 1, 2, 0, 0, 0, 0, 0],
      [0, 0, 7, 0, 0, 0, 0], [1, 65, 0, 0, 0, 0, 0],
    ] as [[UInt8]])
  func refusesOtherGreetings(packet: [UInt8]) {
    #expect(WorkerGreeting(packet: packet) == nil)
  }

  /// These bytes are packets of version 1. A change of any packet is another version.
  @Test func hasFixedPackets() {
    let greeting = WorkerGreeting(
      version: "2", edid: [7], brightness: WorkerReply(.ok, current: 258, maximum: 772, text: "x"))
    let bytes = Array("lighten-ddc 1\n".utf8) + [1, 0x32, 1, 7, 0, 1, 2, 3, 4, 0x78]
    #expect(greeting.packet == bytes)
    #expect(WorkerRequest.read(feature: 9).packet == [1, 9, 0, 0])
    #expect(WorkerRequest.write(feature: 9, value: 258).packet == [2, 9, 1, 2])
    #expect(WorkerRequest.capabilities.packet == [3, 0, 0, 0])
  }

  @Test(
    arguments: [
      ("lighten-ddc 2\n", true), ("lighten-ddc 10\nmore", true), ("lighten-ddc 0.3.1\n", true),
      ("lighten-ddc 1\n", false), ("lighten-ddc 2", false), ("lighten-ddc", false), ("", false),
      ("y\n", false),
    ])
  func tellsOtherVersionsFromRubbish(packet: String, isOther: Bool) {
    #expect(WorkerGreeting.isOfAnotherVersion(Array(packet.utf8)) == isOther)
  }

  @Test(arguments: replies.prefix(4).map { $0.packet })
  func refusesRepliesAsRequests(packet: [UInt8]) {
    #expect(WorkerRequest(packet: packet) == nil)
    #expect(WorkerReply(packet: WorkerRequest.capabilities.packet) == nil)
  }

  /// An EDID has 128 bytes and a version a few; more than a length can say is cut, not wrong.
  @Test(arguments: [255, 256, 1_000])
  func cutsWhatIsTooLong(count: Int) {
    let greeting = WorkerGreeting(
      version: String(repeating: "x", count: count), edid: Array(repeating: 1, count: count),
      brightness: WorkerReply(.ok))
    #expect(greeting.version.count == 255)
    #expect(greeting.edid.count == 255)
    #expect(WorkerGreeting(packet: greeting.packet) == greeting)
  }

  /// A packet that lost bytes or had one changed is refused, or is another valid packet: nothing
  /// of it leads outside the packet.
  @Test func survivesDamagedPackets() {
    let greeting = WorkerGreeting(
      version: "2.2.0", edid: Array(0...127),
      brightness: WorkerReply(.ok, current: 50, maximum: 100, text: "x"))
    for packet in [greeting.packet, greeting.brightness.packet] {
      for count in 0..<packet.count { check(Array(packet[..<count])) }
      for index in packet.indices {
        for bit in 0..<8 {
          var damaged = packet
          damaged[index] ^= 1 << UInt8(bit)
          check(damaged)
        }
      }
    }
    // Without its text it is a reply still, with less it is none.
    #expect(WorkerGreeting(packet: Array(greeting.packet.dropLast(1))) != nil)
    #expect(WorkerGreeting(packet: Array(greeting.packet.dropLast(2))) == nil)
  }

  private func check(_ packet: [UInt8]) {
    if let reply = WorkerReply(packet: packet) {
      #expect(WorkerReply(packet: reply.packet) == reply)
    }
    if let greeting = WorkerGreeting(packet: packet) {
      #expect(WorkerGreeting(packet: greeting.packet) == greeting)
    }
  }
}

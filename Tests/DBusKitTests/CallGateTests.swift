import GLibKit
import LoopTestSupport
import Testing

@testable import DBusKit

@Suite(.onLoop) struct CallGateTests {
  private static let parent = "/com/example/things"
  private static let own = "com.example.Thing"
  private static let extra = "com.example.Extra"
  private static let properties = "org.freedesktop.DBus.Properties"
  private static let introspectable = "org.freedesktop.DBus.Introspectable"

  @LoopActor private func gate() throws -> CallGate {
    let node = try NodeDescription(
      xml: "<node><interface name='\(Self.own)'/><interface name='\(Self.extra)'/></node>")
    let limits = CallLimits(text: 10, entries: 3, total: 100)
    let gate = CallGate(parent: Self.parent, node: node, limits: limits) { _ in }
    gate.set([Self.own], at: Self.parent + "/1")
    return gate
  }

  typealias Case = (path: String, interface: String, target: String?, verdict: CallGate.Verdict)

  private static let everywhere: [Case] = [
    // The nodes above the objects are GDBus's.
    ("/", introspectable, nil, .pass), ("/com", introspectable, nil, .pass),
    (parent, introspectable, nil, .pass), ("/com/example", own, nil, .pass),
    // An object, what it has and what it might have.
    (parent + "/1", own, nil, .pass), (parent + "/1", introspectable, nil, .pass),
    (parent + "/1", properties, own, .pass), (parent + "/1", properties, "com.example.X", .pass),
    (parent + "/1", extra, nil, .handOver), (parent + "/1", properties, extra, .handOver),
    (parent + "/1", "com.example.Unknown", nil, .pass),
    // A call that waits for its object, or hears that there is none.
    (parent + "/2", own, nil, .handOver),
    // No objects ever.
    (parent + "/1/x", own, nil, refused(parent + "/1/x")),
    (parent + "x", own, nil, refused(parent + "x")),
    ("/com/example/Things/1", introspectable, nil, refused("/com/example/Things/1")),
    ("/com/exampl", own, nil, refused("/com/exampl")),
    // But each is reached by a ping.
    (parent + "/2", "org.freedesktop.DBus.Peer", nil, .pass),
    ("/x/y", "org.freedesktop.DBus.Peer", nil, .pass),
  ]

  private static func refused(_ path: String) -> CallGate.Verdict {
    .refuse(.unknownObject(path))
  }

  @Test @LoopActor func knowsWhereCallsGo() throws {
    let gate = try gate()
    let open: [Case] = [
      (Self.parent + "/2", Self.properties, Self.own, .handOver),
      (Self.parent + "/2", Self.introspectable, nil, .handOver),
    ]
    for call in Self.everywhere + open {
      #expect(
        gate.verdict(path: call.path, interface: call.interface, target: call.target)
          == call.verdict, "\(call)")
    }
    gate.close()
    let closed: [Case] = [
      (Self.parent + "/2", Self.properties, Self.own, Self.refused(Self.parent + "/2")),
      (Self.parent + "/2", Self.introspectable, nil, Self.refused(Self.parent + "/2")),
      (Self.parent + "/2", "com.example.X", nil, Self.refused(Self.parent + "/2")),
    ]
    for call in Self.everywhere + closed {
      #expect(
        gate.verdict(path: call.path, interface: call.interface, target: call.target)
          == call.verdict, "\(call)")
    }
  }

  @Test @LoopActor func hearsOfObjectsThatComeAndGo() throws {
    let gate = try gate()
    gate.close()
    let path = Self.parent + "/3"
    func verdict() -> CallGate.Verdict {
      gate.verdict(path: path, interface: Self.introspectable, target: nil)
    }
    #expect(verdict() == Self.refused(path))
    gate.set([Self.own, Self.extra], at: path)
    #expect(verdict() == .pass)
    #expect(gate.verdict(path: path, interface: Self.extra, target: nil) == .pass)
    gate.set([Self.own], at: path)
    #expect(gate.verdict(path: path, interface: Self.extra, target: nil) == .handOver)
    gate.set([], at: path)
    #expect(verdict() == Self.refused(path))
  }
}

@Suite struct CallLimitsTests {
  private let limits = CallLimits(text: 10, entries: 3, total: 100)

  private func excess(_ arguments: [Variant], path: String = "/x") -> String? {
    Variant.tuple(arguments).lend { limits.excess(path: path, body: $0) }
  }

  @Test func allowsWhatIsSmallEnough() {
    #expect(limits.excess(path: "/x", body: nil) == nil)
    #expect(excess([]) == nil)
    #expect(excess([.string("0123456789"), .objectPath("/123456789")]) == nil)
    #expect(excess([.strings(["a", "b", "c"])]) == nil)
    #expect(excess([.uint32(1), .uint64(2), .boolean(true), .int32(-1)]) == nil)
    #expect(excess([.dictionary(["a": .uint32(1), "b": .string("x")])]) == nil)
    #expect(excess([.array(of: "s", [])]) == nil)
  }

  @Test func refusesTexts() {
    let sentence = "has a text of more than 10 bytes"
    #expect(excess([.string("01234567890")]) == sentence)
    // Bytes count, not characters.
    #expect(excess([.string("ääääää")]) == sentence)
    #expect(excess([.objectPath("/1234567890")]) == sentence)
    #expect(excess([], path: "/1234567890") == sentence)
    #expect(excess([.strings(["a", "01234567890"])]) == sentence)
    #expect(excess([.dictionary(["01234567890": .uint32(1)])]) == sentence)
    #expect(excess([.variant(.variant(.string("01234567890")))]) == sentence)
  }

  @Test func refusesLists() {
    #expect(excess([.strings(["a", "b", "c", "d"])]) == "has a list of more than 3 entries")
    let lists = Variant.array(of: "as", (0..<4).map { _ in .strings([]) })
    #expect(excess([lists]) == "has a list of more than 3 entries")
  }

  @Test func refusesWhatIsTooMuchTogether() {
    let sentence = "has more than 100 bytes"
    // The tuple counts too.
    #expect(excess((0..<11).map { .int32(Int32($0)) }) == nil)
    #expect(excess((0..<12).map { .int32(Int32($0)) }) == sentence)
    #expect(excess((0..<4).map { _ in .string("0123456789") }) == nil)
    #expect(excess((0..<6).map { _ in .string("0123456789") }) == sentence)
    // Of a list of numbers each counts its size.
    #expect(excess([.bytes([UInt8](repeating: 0, count: 84))]) == nil)
    #expect(excess([.bytes([UInt8](repeating: 0, count: 85))]) == sentence)
    #expect(excess([.array(of: "d", (0..<10).map { .double(Double($0)) })]) == nil)
    #expect(excess([.array(of: "d", (0..<11).map { .double(Double($0)) })]) == sentence)
    let nested = (0..<12).reduce(Variant.byte(1)) { value, _ in .variant(value) }
    #expect(excess([nested]) == sentence)
  }
}

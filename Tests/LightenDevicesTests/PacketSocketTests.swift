import Glibc
import LightenWorkerProtocol
import Testing

@Suite struct PacketSocketTests {
  @Test func keepsTheBordersOfPackets() throws {
    let (left, right) = try #require(PacketSocket.pair())
    let packets: [[UInt8]] = [[1], [2, 3], Array(repeating: 4, count: 1_000), [5]]
    for packet in packets { #expect(left.send(packet)) }
    for packet in packets { #expect(right.receive() == packet) }
    #expect(!right.waitUntilReadable(milliseconds: 0))
  }

  @Test func goesBothWays() throws {
    let (left, right) = try #require(PacketSocket.pair())
    #expect(left.send([1]))
    #expect(right.send([2]))
    #expect(left.receive() == [2])
    #expect(right.receive() == [1])
  }

  /// A capabilities string may have 64 KiB.
  @Test func carriesTheLongestReply() throws {
    let (left, right) = try #require(PacketSocket.pair())
    let reply = WorkerReply(.ok, text: String(repeating: "x", count: 65_536))
    #expect(left.send(reply.packet))
    #expect(right.receive().flatMap { WorkerReply(packet: $0) } == reply)
  }

  @Test func reportsTheClosedEnd() throws {
    var left: PacketSocket?
    let right: PacketSocket
    (left, right) = try #require(PacketSocket.pair())
    #expect(left?.send([1]) == true)
    left = nil
    // What was sent before arrives first.
    #expect(right.waitUntilReadable(milliseconds: 0))
    #expect(right.receive() == [1])
    #expect(right.waitUntilReadable(milliseconds: 0))
    #expect(right.receive() == nil)
    #expect(right.receive() == nil)
    // And this must not raise SIGPIPE.
    #expect(!right.send([2]))
  }

  @Test func waitsNoLongerThanItIsTold() throws {
    let (left, right) = try #require(PacketSocket.pair())
    let clock = ContinuousClock()
    let elapsed = clock.measure { #expect(!right.waitUntilReadable(milliseconds: 30)) }
    #expect(elapsed >= .milliseconds(29))
    #expect(left.send([1]))
    #expect(right.waitUntilReadable(milliseconds: -1))
  }

  /// A worker that had another worker's socket would keep it open after lightend has closed it.
  @Test func isNotInherited() throws {
    let (left, right) = try #require(PacketSocket.pair())
    for socket in [left, right] {
      #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
    }
  }
}

import Glibc

/// One end of a socket pair between lightend and a worker. It keeps the borders of packets.
///
/// D-Bus would bring libgio, a thread and a handshake to each worker, only to carry one request of
/// four bytes at a time between two processes of one build.
public final class PacketSocket: Sendable {
  /// The descriptor, owned by this object.
  public let descriptor: Int32

  /// No packet is longer: a capabilities string is at most 64 KiB by its 16-bit offset.
  private static let longestPacket = 128 * 1024

  /// Takes over a descriptor.
  public init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Makes two connected ends, neither of which programs that are started inherit.
  ///
  /// Returns nil when the process has no descriptors left.
  public static func pair() -> (PacketSocket, PacketSocket)? {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
    return (PacketSocket(descriptor: ends[0]), PacketSocket(descriptor: ends[1]))
  }

  /// Sends a packet; false when the other end is closed.
  public func send(_ packet: [UInt8]) -> Bool {
    while true {
      let sent = Glibc.send(descriptor, packet, packet.count, Int32(MSG_NOSIGNAL))
      if sent == packet.count { return true }
      if sent < 0 && errno == EINTR { continue }
      return false
    }
  }

  /// Waits for a packet; nil when the other end is closed.
  public func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: Self.longestPacket)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 { return Array(buffer[..<count]) }
      if count < 0 && errno == EINTR { continue }
      return nil
    }
  }

  /// Waits at most `milliseconds` for a packet to arrive or the other end to close; -1 waits
  /// without end.
  public func waitUntilReadable(milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = Glibc.poll(&poll, 1, milliseconds)
      if count < 0 && errno == EINTR { continue }
      return count != 0
    }
  }
}

import DBusKit
import GLibKit

/// Who is who on a message bus (D-Bus specification, message bus messages).
@LoopActor
struct BusNaming {
  private let connection: BusConnection

  /// Asks the bus at the other end of `connection`.
  init(_ connection: BusConnection) { self.connection = connection }

  /// The unique name of a name's owner, nil when it has none.
  func owner(of name: String) async -> String? {
    try? await connection.call(BusConnection.bus, "GetNameOwner", [.string(name)])[0]?.string
  }

  /// Whether somebody has a name.
  func hasOwner(_ name: String) async -> Bool { await owner(of: name) != nil }

  /// The process that has a name.
  func process(of name: String) async -> Int? {
    let reply = try? await connection.call(
      BusConnection.bus, "GetConnectionUnixProcessID", [.string(name)])
    return reply?[0]?.uint32.map { Int($0) }
  }

  /// Whether the bus can start the owner of a name.
  func isActivatable(_ name: String) async -> Bool {
    let reply = try? await connection.call(BusConnection.bus, "ListActivatableNames")
    return (reply?[0]?.members ?? []).contains { $0.string == name }
  }
}

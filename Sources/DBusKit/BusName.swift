import CGLib
import GLibKit

/// A well-known name on the bus, owned until it is released or lost.
@LoopActor
public final class BusName {
  private let connection: BusConnection
  private let name: String
  private var lost: SignalSubscription?

  /// What the bus answered to the wish for a name (D-Bus specification, `RequestName`).
  private enum Answer: UInt32 {
    case primaryOwner = 1
    case inQueue = 2
    case exists = 3
    case alreadyOwner = 4
  }

  private static let bus = BusConnection.bus

  private init(_ connection: BusConnection, _ name: String) {
    self.connection = connection
    self.name = name
  }

  /// Asks for `name`; nil when somebody else has it and keeps it.
  ///
  /// A later instance that asks with `replace` may take it, and `onLost` is called.
  public static func request(
    _ name: String, on connection: BusConnection, replace: Bool,
    onLost: @escaping @LoopActor () -> Void
  ) async throws(BusError) -> BusName? {
    // DBUS_NAME_FLAG_ALLOW_REPLACEMENT 1, REPLACE_EXISTING 2, DO_NOT_QUEUE 4.
    let flags: UInt32 = 1 | 4 | (replace ? 2 : 0)
    let owned = BusName(connection, name)
    // First, so that a loss that follows at once is heard.
    owned.lost = SignalSubscription(
      connection, sender: bus.name, interface: bus.interface, signal: "NameLost", path: bus.path,
      firstArgument: name
    ) { _ in onLost() }
    let reply = try await connection.call(bus, "RequestName", [.string(name), .uint32(flags)])
    switch reply[0]?.uint32.flatMap(Answer.init(rawValue:)) {
    case .primaryOwner, .alreadyOwner: return owned
    case .inQueue, .exists, nil: return nil
    }
  }

  /// Gives the name back.
  public func release() async {
    lost = nil
    _ = try? await connection.call(Self.bus, "ReleaseName", [.string(name)])
  }
}

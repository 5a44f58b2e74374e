import DBusKit
import GLibKit

/// The user's session, asked from logind or elogind.
@LoopActor
enum LoginReading {
  private static let service = "org.freedesktop.login1"
  private static let manager = BusConnection.Destination(
    name: service, path: "/org/freedesktop/login1", interface: "\(service).Manager")
  /// Logind answers within milliseconds.
  private static let timeout: Duration = .seconds(5)

  /// The session of a process, or else of the user.
  static func login(ofProcess process: Int?) async -> LoginFacts {
    guard let connection = try? await BusConnection.system(),
      await isThere(connection)
    else { return .unknown }
    for path in await paths(connection, process) {
      if let session = await session(connection, path) { return .session(session) }
    }
    return .none
  }

  private static func isThere(_ connection: BusConnection) async -> Bool {
    let bus = BusNaming(connection)
    if await bus.hasOwner(service) { return true }
    return await bus.isActivatable(service)
  }

  /// The sessions in question, best first: the service's (it is the one that sets backlights), this
  /// program's, the user's graphical one, and what logind thinks is the caller's.
  private static func paths(_ connection: BusConnection, _ process: Int?) async -> [String] {
    var paths: [String?] = []
    if let process {
      paths.append(
        await ask(connection, "GetSessionByPID", .uint32(UInt32(process)))?[0]?.string)
    } else if let id = Environment["XDG_SESSION_ID"] {
      paths.append(await ask(connection, "GetSession", .string(id))?[0]?.string)
    }
    if let user = await ask(connection, "GetUser", .uint32(UserAccount.id))?[0]?.string {
      let properties = await self.properties(connection, user, "User")
      paths.append(properties["Display"]?[1]?.string)
    }
    paths.append("/org/freedesktop/login1/session/auto")
    // A user without a graphical session has the path “/” there.
    return paths.compactMap { $0 }.filter { $0 != "/" }
  }

  private static func session(
    _ connection: BusConnection, _ path: String
  ) async -> LoginFacts.Session? {
    let properties = await self.properties(connection, path, "Session")
    guard let id = properties["Id"]?.string else { return nil }
    return LoginFacts.Session(
      id: id, seat: properties["Seat"]?[0]?.string ?? "",
      isActive: properties["Active"]?.boolean ?? false)
  }

  private static func properties(
    _ connection: BusConnection, _ path: String, _ interface: String
  ) async -> [String: Variant] {
    let destination = BusConnection.Destination(
      name: service, path: path, interface: BusConnection.properties)
    let reply = try? await connection.call(
      destination, "GetAll", [.string("\(service).\(interface)")], timeout: timeout)
    return reply?[0]?.dictionary ?? [:]
  }

  private static func ask(
    _ connection: BusConnection, _ method: String, _ argument: Variant
  ) async -> Variant? {
    try? await connection.call(manager, method, [argument], timeout: timeout)
  }
}

import BusTestSupport
import DBusKit
import GLibKit

/// A stand-in for logind on a test's bus, with one session.
@LoopActor
final class FakeLogin {
  static let name = "org.freedesktop.login1"
  static let sessionPath = "/org/freedesktop/login1/session/_37"
  private static let managerPath = "/org/freedesktop/login1"

  /// The calls of `SetBrightness` so far: object path and value.
  private(set) var writes: [(path: String, value: UInt32)] = []
  /// The errors that the next calls of `SetBrightness` end with.
  var refusals: [BusError] = []
  /// How often somebody asked for an inhibitor; each is refused.
  private(set) var inhibitors = 0
  /// Whether it knows the session by this process, and whether it knows one at all.
  var knowsProcess = true
  var knowsSession = true
  /// Whether the session is in the foreground.
  var isActive = true

  private let connection: BusConnection
  private var registrations: [Registration] = []
  private var owned: BusName?

  private static let xml = """
    <node>
      <interface name="org.freedesktop.login1.Manager">
        <method name="GetSession">
          <arg type="s" direction="in"/><arg type="o" direction="out"/>
        </method>
        <method name="GetSessionByPID">
          <arg type="u" direction="in"/><arg type="o" direction="out"/>
        </method>
        <method name="Inhibit">
          <arg type="s" direction="in"/><arg type="s" direction="in"/>
          <arg type="s" direction="in"/><arg type="s" direction="in"/>
          <arg type="h" direction="out"/>
        </method>
      </interface>
      <interface name="org.freedesktop.login1.Session">
        <method name="SetBrightness">
          <arg type="s" direction="in"/><arg type="s" direction="in"/>
          <arg type="u" direction="in"/>
        </method>
      </interface>
      <interface name="org.freedesktop.DBus.Properties">
        <method name="Get">
          <arg type="s" direction="in"/><arg type="s" direction="in"/>
          <arg type="v" direction="out"/>
        </method>
      </interface>
    </node>
    """

  /// Connects to the bus; the name is taken with `appear()`.
  init(_ bus: TestBus) async throws {
    connection = try await bus.connect()
    let node = try NodeDescription(xml: Self.xml)
    let manager = Interface(Self.name + ".Manager", self)
    registrations = [
      try Registration(connection, path: Self.managerPath, node: node, interface: manager)
    ]
    for path in [Self.sessionPath, Self.managerPath + "/session/auto"] {
      for name in [Self.name + ".Session", "org.freedesktop.DBus.Properties"] {
        let interface = Interface(name, self)
        registrations.append(
          try Registration(connection, path: path, node: node, interface: interface))
      }
    }
  }

  /// Starts: takes the name.
  func appear() async throws {
    owned = try await BusName.request(Self.name, on: connection, replace: false) {}
  }

  /// Ends: gives the name back.
  func vanish() async {
    await owned?.release()
    owned = nil
  }

  /// Says that the computer goes to sleep (true) or has woken up.
  func prepareForSleep(_ isStart: Bool) {
    connection.emit(
      path: Self.managerPath, interface: Self.name + ".Manager", signal: "PrepareForSleep",
      [.boolean(isStart)])
  }

  /// Puts the session into the background, or brings it back.
  func switchSession(isActive: Bool) {
    self.isActive = isActive
    connection.emit(
      path: Self.sessionPath, interface: "org.freedesktop.DBus.Properties",
      signal: "PropertiesChanged",
      [
        .string(Self.name + ".Session"), .dictionary(["Active": .boolean(isActive)]),
        .strings([]),
      ])
  }

  /// Another session begins or ends.
  func announceSession(isNew: Bool) {
    connection.emit(
      path: Self.managerPath, interface: Self.name + ".Manager",
      signal: isNew ? "SessionNew" : "SessionRemoved",
      [.string("8"), .objectPath(Self.managerPath + "/session/_38")])
  }

  private func handle(_ call: MethodCall) {
    switch call.method {
    case "SetBrightness":
      writes.append((call.path, call.arguments[2]?.uint32 ?? 0))
      if refusals.isEmpty { call.reply() } else { call.fail(refusals.removeFirst()) }
    case "Inhibit":
      inhibitors += 1
      call.fail(BusError(name: BusError.accessDenied, message: "Not here."))
    case "Get" where knowsSession: call.reply([.variant(.boolean(isActive))])
    default:
      if knowsProcess, knowsSession {
        call.reply([.objectPath(Self.sessionPath)])
      } else {
        call.fail(.noSession)
      }
    }
  }

  @LoopActor private final class Interface: BusInterface {
    let name: String
    private unowned let login: FakeLogin

    init(_ name: String, _ login: FakeLogin) {
      self.name = name
      self.login = login
    }

    func handle(_ call: MethodCall) { login.handle(call) }
  }
}

extension BusError {
  /// Logind does not know a session.
  static let noSession = BusError(
    name: "org.freedesktop.login1.NoSuchSession", message: "No session known.")
}

import DBusKit
import GLibKit
import Glibc
import LightenCore

/// What the service needs of systemd-logind or elogind: the session that it belongs to, sleep, and
/// backlights (org.freedesktop.login1(5)).
@LoopActor
public final class LoginClient {
  private static let name = "org.freedesktop.login1"
  private static let sessionInterface = "org.freedesktop.login1.Session"
  private static let manager = BusConnection.Destination(
    name: name, path: "/org/freedesktop/login1", interface: "org.freedesktop.login1.Manager")
  /// Logind answers within milliseconds; a service that hangs must not hold a caller for 25 s.
  private static let timeout: Duration = .seconds(5)
  /// So long after its start logind may not know its sessions yet; it takes about a second.
  private static let startTime: Duration = .seconds(3)
  /// So often logind is asked again meanwhile.
  static let startInterval: Duration = .milliseconds(100)

  /// Called when logind comes (true) or goes.
  public var onPresence: (@LoopActor (Bool) -> Void)?
  /// Called when the computer goes to sleep (true) or has woken up.
  public var onSleep: (@LoopActor (Bool) -> Void)?
  /// Called when the session is in the foreground, as it is found or after another one was there: it
  /// may use its devices, now or in a moment.
  public var onReturn: (@LoopActor () -> Void)?

  /// Whether logind is there.
  public private(set) var isPresent = false

  private let bus: SystemBus
  private let clock: any LoopClock
  private var busWatch: SystemBus.Watch?
  private var connection: BusConnection?
  private var owner: NameWatch?
  private var subscriptions: [SignalSubscription] = []
  /// When logind last came or went.
  private var changed: Duration?
  private var session: LoginSession?
  private var foreground = LoginForeground()
  private var search: LoopTask<Void>?
  private var mustSearchAgain = false

  /// Makes a client; it listens from `start()` on.
  public init(bus: SystemBus, clock: any LoopClock) {
    self.bus = bus
    self.clock = clock
  }

  /// Begins to listen.
  public func start() {
    busWatch = bus.watch { [weak self] in self?.use($0) }
  }

  /// Ends it.
  public func stop() {
    onPresence = nil
    onSleep = nil
    onReturn = nil
    busWatch = nil
    owner = nil
    subscriptions = []
    connection = nil
  }

  /// Whether the session is in the background, or there is none.
  var isInBackground: Bool { foreground.isActive == false }

  /// Whether logind came or went a moment ago, so that its errors say little.
  var isStarting: Bool {
    changed.map { clock.now - $0 < Self.startTime } ?? false
  }

  /// Asks logind to wait with each sleep until the descriptor that this returns is closed.
  func inhibitSleep() async throws(BusError) -> Int32 {
    try await bus.current(within: Self.timeout).callForDescriptor(
      Self.manager, "Inhibit",
      [
        .string("sleep"), .string("lightend"),
        .string("Monitors are left in peace while the computer sleeps"), .string("delay"),
      ], timeout: Self.timeout)
  }

  /// Sets the raw brightness of `/sys/class/backlight/<name>`, as the session may.
  ///
  /// - Throws: logind's error; `BusError.noReply` where the bus and logind together have not answered
  ///   within `time`.
  func setBrightness(
    _ raw: Int, of name: String, within time: Duration = LoginClient.timeout
  ) async throws(BusError) {
    let deadline = clock.now + time
    let connection = try await bus.current(within: time)
    if session == nil {
      _ = await (search ?? searchSession()).value(within: deadline - clock.now, on: clock)
    }
    let timeLeft = deadline - clock.now
    guard timeLeft > .zero else {
      throw BusError(name: BusError.noReply, message: "logind does not answer")
    }
    let destination = BusConnection.Destination(
      name: Self.name, path: session?.path ?? LoginSession.automaticPath,
      interface: Self.sessionInterface)
    do throws(BusError) {
      _ = try await connection.call(
        destination, "SetBrightness",
        [.string("backlight"), .string(name), .uint32(UInt32(clamping: raw))],
        timeout: timeLeft)
    } catch {
      // It may be another one after a new login.
      if LoginFailure(error) == .unknownSession { session = nil }
      throw error
    }
  }

  private func use(_ connection: BusConnection?) {
    self.connection = connection
    owner = nil
    subscriptions = []
    ownerChanged(isPresent: false)
    guard let connection else { return }
    subscriptions = [
      SignalSubscription(
        connection, sender: Self.name, interface: Self.manager.interface, signal: nil,
        path: Self.manager.path
      ) { [weak self] in self?.managerSaid($0) },
      // Of every session: logind tells of the real one, not of `session/auto`.
      SignalSubscription(
        connection, sender: Self.name, interface: BusConnection.properties,
        signal: "PropertiesChanged",
        firstArgument: Self.sessionInterface
      ) { [weak self] signal in
        if signal.arguments[1]?.dictionary["Active"] != nil
          || signal.arguments[2]?.strings.contains("Active") == true
        {
          self?.searchSession()
        }
      },
    ]
    owner = NameWatch(connection, name: Self.name) { [weak self] owner in
      self?.ownerChanged(isPresent: owner != nil)
    }
  }

  private func managerSaid(_ signal: BusSignal) {
    switch signal.name {
    case "PrepareForSleep": onSleep?(signal.arguments[0]?.boolean ?? false)
    case "SessionNew", "SessionRemoved":
      session = nil
      searchSession()
    default: break
    }
  }

  private func ownerChanged(isPresent: Bool) {
    guard isPresent || self.isPresent else { return }
    self.isPresent = isPresent
    changed = clock.now
    session = nil
    onPresence?(isPresent)
    if isPresent { searchSession() }
  }

  /// Finds out which session is ours and whether it is in the foreground.
  @discardableResult
  private func searchSession() -> LoopTask<Void> {
    if let search {
      mustSearchAgain = true
      return search
    }
    let task = LoopTask { [weak self] in
      repeat {
        self?.mustSearchAgain = false
        await self?.search()
      } while self?.mustSearchAgain == true
      self?.search = nil
    }
    search = task
    return task
  }

  private func search() async {
    while let connection {
      do throws(BusError) {
        let path = try await sessionPath(connection)
        let destination = BusConnection.Destination(
          name: Self.name, path: path, interface: BusConnection.properties)
        let reply = try await connection.call(
          destination, "Get", [.string(Self.sessionInterface), .string("Active")],
          timeout: Self.timeout, mayStart: false)
        found(LoginSession(path: path, isActive: reply[0]?.unwrapped?.boolean ?? false))
        return
      } catch {
        switch LoginFailure(error) {
        case .unknownSession where !isStarting:
          found(nil)
          return
        case .unknownSession where isPresent: await clock.sleep(for: Self.startInterval)
        // Nothing is known of the session. Logind is asked again when it says something.
        default: return
        }
      }
    }
  }

  private func found(_ session: LoginSession?) {
    self.session = session
    guard foreground.update(session) else { return }
    Log.debug("the session is in the \(isInBackground ? "background" : "foreground")")
    if !isInBackground { onReturn?() }
  }

  /// The session that this process belongs to: the one in the environment, the one of the process,
  /// or the graphical one of the user.
  private func sessionPath(_ connection: BusConnection) async throws(BusError) -> String {
    if let session { return session.path }
    if let id = Environment["XDG_SESSION_ID"],
      let path = try await ask(connection, "GetSession", .string(id))
    {
      return path
    }
    return try await ask(connection, "GetSessionByPID", .uint32(UInt32(getpid())))
      ?? LoginSession.automaticPath
  }

  /// The path that logind answers with, nil where it refuses. One that does not answer is asked
  /// nothing else.
  private func ask(
    _ connection: BusConnection, _ method: String, _ argument: Variant
  ) async throws(BusError) -> String? {
    do throws(BusError) {
      return try await connection.call(
        Self.manager, method, [argument], timeout: Self.timeout, mayStart: false)[0]?.string
    } catch {
      if LoginFailure(error) == .unanswered { throw error }
      return nil
    }
  }
}

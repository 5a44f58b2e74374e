import DBusKit
import GLibKit
import LightenCore

/// The connection to the system bus, shared by all who need it, and made anew whenever it was lost.
///
/// A bus that is not there is not asked for again and again: its socket is watched, and each call of
/// `current` tries once.
@LoopActor
public final class SystemBus {
  /// After a loss, and when the socket changes, the bus may take a moment before it answers.
  private static let backOff = BackOff(first: .milliseconds(50), longest: .seconds(2), attempts: 8)

  private let address: String?
  private let clock: any LoopClock
  private var connection: BusConnection?
  private var watches: [WeakWatch] = []
  private var attempt: LoopTask<BusConnection?>?
  private var retries = SystemBus.backOff
  private var timer: (any LoopTimer)?
  private var socket: FileMonitor?

  /// Hears of the connection until it is released.
  @LoopActor
  public final class Watch {
    private let action: @LoopActor (BusConnection?) -> Void
    /// Whether there was a bus when it last heard; nil while it has heard nothing.
    private var hasBus: Bool?

    fileprivate init(_ action: @escaping @LoopActor (BusConnection?) -> Void) {
      self.action = action
    }

    /// Tells it, unless there is still no bus.
    fileprivate func tell(_ connection: BusConnection?) {
      guard connection != nil || hasBus != false else { return }
      hasBus = connection != nil
      action(connection)
    }
  }

  private struct WeakWatch {
    weak var watch: Watch?
  }

  /// Makes it for the bus at `address`; nil is the computer's own.
  public init(address: String? = nil, clock: any LoopClock) {
    self.address = address ?? (try? BusConnection.systemAddress())
    self.clock = clock
  }

  /// Calls `action` with each connection as it is made, and with nil when it is lost or cannot be
  /// made; at once where there is one already. Begins to connect.
  public func watch(_ action: @escaping @LoopActor (BusConnection?) -> Void) -> Watch {
    let watch = Watch(action)
    watches.removeAll { $0.watch == nil }
    watches.append(WeakWatch(watch: watch))
    if let connection {
      watch.tell(connection)
    } else {
      connect()
    }
    return watch
  }

  /// The connection; waits for the attempt that is under way, or makes one.
  ///
  /// - Throws: `BusError.disconnected` without a bus, `BusError.noReply` where the attempt is not over
  ///   within `time`; it goes on then.
  public func current(within time: Duration) async throws(BusError) -> BusConnection {
    if let connection { return connection }
    connect()
    if let attempt {
      guard let result = await attempt.value(within: time, on: clock) else {
        throw BusError(name: BusError.noReply, message: "the system bus does not answer")
      }
      if let result { return result }
    }
    throw BusError(name: BusError.disconnected, message: "there is no system bus")
  }

  private func connect() {
    guard connection == nil, attempt == nil, let address else { return }
    timer?.cancel()
    attempt = LoopTask { [weak self] in
      // First: a socket that is made after the attempt must not be missed.
      await self?.watchSocket()
      let connection = try? await BusConnection.open(address: address)
      self?.attempted(connection)
      return connection
    }
  }

  private func attempted(_ connection: BusConnection?) {
    attempt = nil
    guard let connection else {
      tell()
      // The first attempt of all is the only one where nothing says that there is a bus.
      if timer != nil { connectLater() }
      return
    }
    retries.reset()
    timer = nil
    self.connection = connection
    connection.onClosed { [weak self] in self?.lost() }
    tell()
  }

  private func lost() {
    guard connection != nil else { return }
    Log.notice("the system bus is gone")
    connection = nil
    tell()
    retries.reset()
    connectLater()
  }

  private func connectLater() {
    guard let delay = retries.wait() else {
      timer = nil
      return
    }
    timer = clock.schedule(after: delay) { [weak self] in self?.connect() }
  }

  private func tell() {
    for watch in watches.compactMap(\.watch) { watch.tell(connection) }
  }

  /// Hears when somebody makes the bus's socket, from when this returns on.
  private func watchSocket() async {
    guard socket == nil, let path = address.flatMap(Self.socketPath) else { return }
    let monitor = FileMonitor(path: path) { [weak self] in
      guard let self, connection == nil else { return }
      retries.reset()
      connectLater()
    }
    socket = monitor
    if (try? await monitor.start()) == nil { socket = nil }
  }

  /// The path of the socket that an address names, nil for other kinds of addresses.
  nonisolated static func socketPath(of address: String) -> String? {
    let prefix = "unix:path="
    guard let first = address.split(separator: ";").first, first.hasPrefix(prefix) else {
      return nil
    }
    let path = first.dropFirst(prefix.count).prefix { $0 != "," }
    // An escaped path is one that GLib would have to take apart; such a bus is not watched for.
    return path.isEmpty || path.contains("%") ? nil : String(path)
  }
}

import DBusKit
import GLibKit
import LightenInterface

/// The instance of the service that this one takes over from.
@LoopActor
final class Predecessor {
  /// An instance ends within a second, also where its disk does not answer.
  private static let patience: Duration = .seconds(1)

  /// Its process, nil where the bus does not know it.
  let process: Int32?
  private let owner: String
  private let connection: BusConnection
  private var watch: NameWatch?
  private var timer: (any LoopTimer)?
  private var waiter: CheckedContinuation<Void, Never>?

  private init(_ owner: String, _ process: Int32?, _ connection: BusConnection) {
    self.owner = owner
    self.process = process
    self.connection = connection
  }

  /// The instance that has the name now, nil when there is none.
  static func find(on connection: BusConnection) async -> Predecessor? {
    let bus = BusConnection.bus
    let reply = try? await connection.call(bus, "GetNameOwner", [.string(BusNames.service)])
    guard let owner = reply?[0]?.string else { return nil }
    let process = try? await connection.call(bus, "GetConnectionUnixProcessID", [.string(owner)])
    return Predecessor(owner, process?[0]?.uint32.flatMap { Int32(exactly: $0) }, connection)
  }

  /// Waits until it has left the bus: by then it has saved its state and left the monitors alone.
  func waitForEnd(clock: any LoopClock) async {
    await withCheckedContinuation { continuation in
      waiter = continuation
      timer = clock.schedule(after: Self.patience) { [weak self] in self?.end() }
      watch = NameWatch(connection, name: owner) { [weak self] owner in
        if owner == nil { self?.end() }
      }
    }
    timer?.cancel()
    watch = nil
  }

  private func end() {
    waiter?.resume()
    waiter = nil
  }
}

import DBusKit
import GLibKit
import Glibc
import LightenInterface

/// Follows the service's signals, across its restarts, and turns them into events.
@LoopActor
final class Watcher {
  private let client: LightenClient
  private let show: @LoopActor (WatchEvent) -> Bool
  private var displays: [String: DisplaySnapshot] = [:]
  private var subscription: SignalSubscription?
  private var owner: NameWatch?
  private var interrupts: [LoopSource] = []
  private var end: CheckedContinuation<Void, Never>?
  private var hasOwner = true

  /// `show` writes an event and answers whether anybody reads it.
  init(_ client: LightenClient, show: @escaping @LoopActor (WatchEvent) -> Bool) {
    self.client = client
    self.show = show
  }

  /// Watches until it is interrupted or nobody reads any more.
  ///
  /// - Throws: the bus's error when the service does not run and cannot be started.
  func run() async throws {
    // Listening first: no change between the two is lost.
    subscription = SignalSubscription(
      client.connection, sender: BusNames.service, interface: nil, signal: nil
    ) { [weak self] in self?.received($0) }
    for display in try await client.displays() { displays[display.path] = display }
    owner = NameWatch(client.connection, name: BusNames.service) { [weak self] in
      self?.ownerChanged($0)
    }
    await withCheckedContinuation { continuation in
      end = continuation
      for signal in [SIGINT, SIGTERM] {
        interrupts.append(LoopSource.unixSignal(signal) { [weak self] in self?.finish() })
      }
      client.connection.onClosed { [weak self] in self?.finish() }
    }
    (subscription, owner, interrupts) = (nil, nil, [])
  }

  private func finish() {
    end?.resume()
    end = nil
  }

  private func emit(_ event: WatchEvent) {
    if !show(event) { finish() }
  }

  private func received(_ signal: BusSignal) {
    switch (signal.interface, signal.name) {
    case (BusNames.backlight, "BrightnessChanged"):
      guard let display = displays[signal.path] else { return }
      emit(
        .brightness(
          display, percent: Int(signal.arguments[0]?.uint32 ?? 0),
          origin: signal.arguments[1]?.string ?? "", sender: signal.arguments[2]?.string ?? ""))
    case (BusNames.properties, "PropertiesChanged"): propertiesChanged(signal)
    case (BusNames.objectManager, "InterfacesAdded"): added(signal)
    case (BusNames.objectManager, "InterfacesRemoved"): removed(signal)
    default: return
    }
  }

  private func propertiesChanged(_ signal: BusSignal) {
    let changed = signal.arguments[1]?.dictionary ?? [:]
    displays[signal.path]?.change(signal.arguments[0]?.string ?? "", changed)
    if let display = displays[signal.path], changed["State"] != nil { emit(.state(display)) }
  }

  private func added(_ signal: BusSignal) {
    guard let path = signal.arguments[0]?.string, let interfaces = signal.arguments[1] else {
      return
    }
    if displays[path] == nil {
      let display = DisplaySnapshot(path: path, interfaces: interfaces)
      displays[path] = display
      emit(.added(display))
    } else {
      displays[path]?.add(interfaces: interfaces)
    }
  }

  private func removed(_ signal: BusSignal) {
    guard let path = signal.arguments[0]?.string, let display = displays[path] else { return }
    if displays[path]?.remove(interfaces: signal.arguments[1]?.strings ?? []) == false {
      displays[path] = nil
      emit(.removed(display))
    }
  }

  private func ownerChanged(_ owner: String?) {
    let hasOwner = owner != nil
    guard hasOwner != self.hasOwner else { return }
    self.hasOwner = hasOwner
    emit(hasOwner ? .started : .stopped)
    if !hasOwner { displays = [:] }
  }
}

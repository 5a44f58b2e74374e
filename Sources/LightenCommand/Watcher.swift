import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// Follows the service's signals, across its restarts, and turns them into events.
@LoopActor
final class Watcher {
  private let client: LightenClient
  private let selection: DisplaySelection
  private let show: @LoopActor (WatchEvent) -> Bool
  private let end: WatchEnd
  /// The displays on the bus, by path.
  private(set) var displays: [String: DisplaySnapshot] = [:]
  /// Called with the displays that are there when the watch begins, before the first event.
  var onStart: (@LoopActor ([DisplaySnapshot]) -> Void)?
  private var subscription: SignalSubscription?
  private var owner: NameWatch?
  private var hasOwner = true
  /// What was heard before the displays are known; nil afterwards.
  private var early: [BusSignal]? = []

  /// `show` writes an event of the chosen displays, and answers whether anybody reads it.
  init(
    _ client: LightenClient, _ selection: DisplaySelection = DisplaySelection(selectors: []),
    end: WatchEnd = WatchEnd(), show: @escaping @LoopActor (WatchEvent) -> Bool
  ) {
    self.client = client
    self.selection = selection
    self.end = end
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
    let heard: [BusSignal]
    var connected = try await present()
    (heard, early) = (early ?? [], nil)
    // What came meanwhile is news.
    let news = Set(heard.filter { $0.name == "InterfacesAdded" }.map { $0.arguments[0]?.string })
    connected.removeAll { news.contains($0.path) }
    for display in connected { displays[display.path] = display }
    onStart?(connected)
    if let problem = selection.problem(among: connected) {
      // It may be plugged in later: no reason to end.
      StandardError.write("lighten: \(problem.message.printable)\n")
    }
    owner = NameWatch(client.connection, name: BusNames.service) { [weak self] in
      self?.ownerChanged($0)
    }
    for signal in heard { received(signal) }
    await end.wait(client.connection)
    (subscription, owner) = (nil, nil)
  }

  /// The displays that are there; none when the service ends while it is asked.
  private func present() async throws(BusError) -> [DisplaySnapshot] {
    do throws(BusError) {
      return try await client.displays()
    } catch  where error.name == BusError.noReply {
      return []
    }
  }

  private func emit(_ event: WatchEvent) {
    if let display = event.display {
      let all = displays.values.sorted { $0.number < $1.number }
      guard selection.contains(display, among: all) else { return }
    }
    if !show(event) { end.come() }
  }

  private func received(_ signal: BusSignal) {
    if early != nil {
      early?.append(signal)
      return
    }
    switch (signal.interface, signal.name) {
    case (BusNames.backlight, "BrightnessChanged"):
      guard let display = displays[signal.path] else { return }
      emit(
        .brightness(
          display, percent: Int(signal.arguments[0]?.uint32 ?? 0),
          origin: signal.arguments[1]?.string?.printable ?? "",
          sender: signal.arguments[2]?.string?.printable ?? ""))
    case (BusConnection.properties, "PropertiesChanged"): propertiesChanged(signal)
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
      // Its description still chooses it.
      displays[path] = display
      emit(.removed(display))
      displays[path] = nil
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

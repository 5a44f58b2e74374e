import DBusKit
import GLibKit
import LightenInterface

/// Shows the present state of the displays, from the start on and across restarts of the service,
/// whenever it has become another one.
///
/// Unlike `Watcher` it tells a state, not events: it may always ask the service anew.
@LoopActor
final class PanelWatcher {
  private let client: LightenClient
  private let selection: DisplaySelection
  private let format: PanelFormat
  private let end = WatchEnd()
  private var subscription: SignalSubscription?
  private var ownerWatch: NameWatch?
  /// The service's unique name, nil while it does not run.
  private var owner: String?
  /// The displays, nil until the service has told them.
  private var displays: [DisplaySnapshot]?
  private var isReading = false
  private var isStale = false
  private var isFirstLook = true
  private var lines: PanelLines?

  init(_ client: LightenClient, _ selection: DisplaySelection, _ format: PanelFormat) {
    self.client = client
    self.selection = selection
    self.format = format
  }

  /// Watches until it is interrupted or nobody reads any more.
  func run() async {
    lines = PanelLines { [end] line in
      if !StandardOutput.write(line + "\n") { end.come() }
    }
    subscription = SignalSubscription(
      client.connection, sender: BusNames.service, interface: nil, signal: nil
    ) { [weak self] in self?.received($0) }
    ownerWatch = NameWatch(client.connection, name: BusNames.service) { [weak self] in
      self?.ownerChanged($0)
    }
    await end.wait(client.connection)
    (subscription, ownerWatch, lines) = (nil, nil, nil)
  }

  private func ownerChanged(_ owner: String?) {
    self.owner = owner
    displays = nil
    if owner != nil {
      // The line stays until the service knows its monitors.
      read()
    } else {
      // In a moment: where one service replaces another, the new one has the name at once.
      LoopTask { [self] in
        if self.owner == nil { show(.stopped) }
      }
      // Only now: later it may have been stopped on purpose.
      if isFirstLook { start() }
    }
    isFirstLook = false
  }

  /// Has the bus start the service. When it runs, its name tells; when it cannot be started, the
  /// line says already that it is stopped.
  private func start() {
    LoopTask { [client] in _ = try? await client.displays() }
  }

  private func received(_ signal: BusSignal) {
    switch (signal.interface, signal.name) {
    case (BusNames.objectManager, _): read()
    case (BusConnection.properties, "PropertiesChanged"): propertiesChanged(signal)
    default: return
    }
  }

  private func propertiesChanged(_ signal: BusSignal) {
    guard BusNames.number(ofDisplayAt: signal.path) != nil else { return }
    guard let index = displays?.firstIndex(where: { $0.path == signal.path }), !isReading else {
      return read()
    }
    let changed = signal.arguments[1]?.dictionary ?? [:]
    displays?[index].change(signal.arguments[0]?.string ?? "", changed)
    showDisplays()
  }

  /// Asks for all displays; again when something changes meanwhile, since the answer may be older.
  private func read() {
    isStale = true
    guard !isReading else { return }
    isReading = true
    LoopTask { [self] in
      while isStale, let asked = owner {
        isStale = false
        // A service that does not answer stays stopped in the panel until it sends a signal.
        let answer = try? await client.displays(mayStart: false)
        guard let answer, owner == asked else { continue }
        displays = answer
        showDisplays()
      }
      isReading = false
    }
  }

  private func showDisplays() {
    if let displays { show(PanelView(selection, among: displays)) }
  }

  private func show(_ view: PanelView) { lines?.show(format.line(view)) }
}

import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// Waits for events of one kind, across restarts of the service.
@LoopActor
final class EventFollower {
  /// A service that starts anew may need so long to find a monitor that is slow to answer: three
  /// seconds until it shows it as it is, and some for itself.
  private static let returnTime: Duration = .seconds(5)

  private let client: LightenClient
  private let selection: DisplaySelection
  private let kind: AutomationEvent.Kind
  private let action: @LoopActor (AutomationEvent) -> Void
  private let clock: any LoopClock
  private var watcher: Watcher?
  private var known = KnownDisplays()
  private var wakeWatch: WakeWatch?
  /// The displays that have not answered since the computer woke up.
  private var waking: Set<String> = []
  private var returnTimer: (any LoopTimer)?

  /// Calls `action` for each event of a kind, and of the chosen displays.
  init(
    _ client: LightenClient, _ selection: DisplaySelection, _ kind: AutomationEvent.Kind,
    clock: any LoopClock = SystemLoopClock(),
    action: @escaping @LoopActor (AutomationEvent) -> Void
  ) {
    self.client = client
    self.selection = selection
    self.kind = kind
    self.clock = clock
    self.action = action
  }

  /// Waits until it is interrupted.
  ///
  /// - Throws: the bus's error when the service cannot be started, or nobody says that the computer
  ///   wakes up.
  func run() async throws {
    if kind == .wake { wakeWatch = try await WakeWatch { [weak self] in self?.computerWoke() } }
    let watcher = Watcher(client, selection, end: WatchEnd(hasReader: false)) { [weak self] in
      self?.happened($0)
      return true
    }
    watcher.onStart = { [weak self] in self?.known = KnownDisplays($0) }
    self.watcher = watcher
    try await watcher.run()
    (wakeWatch, returnTimer) = (nil, nil)
  }

  private func happened(_ event: WatchEvent) {
    switch event {
    case .added(let display):
      if known.came(display), kind == .added { emit(display) }
      answered(display)
    case .removed(let display):
      known.went(display)
      waking.remove(display.path)
      if kind == .removed { emit(display) }
    case .brightness(let display, let percent, let origin, let sender):
      if kind == .changed { emit(display, percent: percent, origin: origin, sender: sender) }
    case .state(let display): answered(display)
    case .started: lookForMissing()
    case .stopped: returnTimer = nil
    }
  }

  private func emit(
    _ display: DisplaySnapshot, percent: Int? = nil, origin: String = "", sender: String = ""
  ) {
    var event = AutomationEvent(kind, EventDisplay(display))
    if let percent { event.display?.brightness = percent }
    (event.origin, event.sender) = (origin, sender)
    action(event)
  }

  /// After a restart: those that were unplugged while no service ran are gone.
  private func lookForMissing() {
    returnTimer = clock.schedule(after: Self.returnTime) { [weak self] in
      guard let self, let watcher else { return }
      let present = Array(watcher.displays.values)
      for display in known.missing(among: present) {
        known.went(display)
        let isChosen = selection.contains(display, among: present + [display])
        if isChosen, kind == .removed { emit(display) }
      }
    }
  }

  // MARK: Waking up

  private func computerWoke() {
    guard !selection.selectors.isEmpty else {
      action(AutomationEvent(.wake))
      return
    }
    let all = watcher.map { Array($0.displays.values) } ?? []
    for display in all.sorted(by: { $0.number < $1.number })
    where selection.contains(display, among: all) {
      waking.insert(display.path)
      answered(display)
    }
  }

  private func answered(_ display: DisplaySnapshot) {
    // One that cannot be controlled does not become ready.
    guard display.state == "ready" || display.state == "unsupported" else { return }
    if waking.remove(display.path) != nil { emit(display) }
  }
}

extension EventDisplay {
  /// The display as the service describes it.
  init(_ display: DisplaySnapshot) {
    self.init(
      number: display.number, name: display.name, alias: display.alias,
      connector: display.connector, id: display.id, serial: display.serial, kind: display.kind,
      state: display.state, brightness: display.brightness)
  }
}

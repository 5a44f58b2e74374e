import DBusKit
import GLibKit
import LightenCore
import LightenDevices
import LightenInterface
import ProcessKit

/// The monitors that are connected: finds their numbers, exports them, and does what concerns
/// several of them.
@LoopActor
public final class DisplayManager {
  /// Callers wait no longer than this for the monitors that are there at the start.
  private static let firstLookTime: Duration = .seconds(3)
  /// A call that concerns several monitors waits no longer for one of them: what the others did is
  /// told in time.
  private static let longestWait: Duration = .seconds(15)

  let objects: ObjectManager
  private let gate: CallGate
  let store: StateStore
  let clock: any LoopClock
  let patience: any LoopClock
  let automatic: AutomaticBrightness
  var configuration = Configuration()
  /// What the active profile says of displays, by number.
  var profileSettings: [Int: ProfileSettings] = [:]
  var connected: [String: Connected] = [:]
  /// The monitors that wait until the state file was read again.
  var arrivals: [DisplayCandidate] = []
  var reading: LoopTask<Void>?
  var rescan: (@LoopActor () async -> Void)?
  weak var managerInterface: ManagerInterface?
  weak var rootBacklight: RootBacklightInterface?
  weak var sensorInterface: SensorInterface?
  /// Whether the computer sleeps, or is about to.
  var isSuspended = false
  /// When the computer last woke up, on the clock of `patience`.
  var wokeUp: Duration?
  /// The root object's `Baseline` that clients know.
  var announcedBaseline = 0
  /// Hears what happens to the displays.
  weak var observer: (any DisplayObserver)?
  let connection: BusConnection
  /// The brightness of each display on the bus, for those who ask again and again.
  let brightness = InstantAnswers(interface: BusNames.backlight, method: "GetBrightness")
  /// Whether the monitors that were there at the start are being looked at.
  private(set) var isWaiting = true
  private var isEnded = false
  private var waiters: [CheckedContinuation<Void, Never>] = []
  private var firstLookTimer: (any LoopTimer)?
  private var memoryTimer: (any LoopTimer)?

  /// A monitor that is connected.
  struct Connected {
    var candidate: DisplayCandidate
    let display: DisplayController
    var isEnabled: Bool
    /// Whether it came after the start.
    let isNew: Bool
    var exported: Set<String> = []
    var connectorName: String?
  }

  /// Makes a manager without monitors; `patience` is the clock of what may take its time.
  init(
    connection: BusConnection, objects: ObjectManager, gate: CallGate, store: StateStore,
    clock: any LoopClock, patience: any LoopClock
  ) {
    self.connection = connection
    self.objects = objects
    self.gate = gate
    self.store = store
    self.clock = clock
    self.patience = patience
    automatic = AutomaticBrightness(
      meter: LightMeter(clock: patience), store: store, clock: patience)
    brightness.attach(to: connection)
    automatic.onCurveChange = { [weak self] in self?.curveChanged($0) }
    automatic.onLightChange = { [weak self] in self?.lightChanged(isLevel: $0) }
    firstLookTimer = clock.schedule(after: Self.firstLookTime) { [weak self] in
      self?.endFirstLook()
    }
  }

  /// The displays that are on the bus, by number.
  var displays: [DisplayController] {
    connected.values.filter { !$0.exported.isEmpty }.map(\.display)
      .sorted { $0.number < $1.number }
  }

  /// The displays whose brightness can be controlled, by number.
  var controllable: [DisplayController] { displays.filter(\.isControllable) }

  /// Waits until the monitors that are there at the start have been looked at.
  ///
  /// - Throws: where the service ends before that.
  func waitForFirstLook() async throws(DisplayError) {
    if isWaiting { await withCheckedContinuation { waiters.append($0) } }
    if isEnded { throw Self.ended }
  }

  /// The number of the display that a selector means.
  func resolve(_ selector: String) throws(DisplayError) -> Int {
    do throws(SelectionError) {
      return try DisplaySelector.resolve(selector, among: displays.map(selectable))
    } catch {
      switch error {
      case .ambiguous: throw DisplayError(.ambiguousDisplay, error.message)
      case .empty, .noSuchDisplay: throw DisplayError(.noSuchDisplay, error.message)
      }
    }
  }

  /// Looks for monitors again and reads from all of them; returns when that is done, or goes on
  /// without the caller.
  func refresh() async {
    let whole = LoopTask { [self] in
      await store.readAgain()
      await rescan?()
      await reading?.value
      let tasks = connected.values.map(\.display).map { display in
        LoopTask { await display.refresh() }
      }
      for task in tasks { await task.value }
    }
    _ = await whole.value(within: Self.longestWait, on: clock)
  }

  /// Sets several displays at once; returns what went wrong.
  func setAll(
    _ levels: [(path: String, percent: Int)], sender: String
  ) async -> [(path: String, message: String)] {
    let displays = Dictionary(
      uniqueKeysWithValues: displays.map { (BusNames.path(ofDisplay: $0.number), $0) })
    let tasks = levels.map { level in
      (level.path, LoopTask { await self.set(displays[level.path], level, sender) })
    }
    var failures: [(path: String, message: String)] = []
    let end = clock.now + Self.longestWait
    for (path, task) in tasks {
      guard let outcome = await task.value(within: max(.zero, end - clock.now), on: clock) else {
        failures.append((path, DisplayError.takesTooLong.message))
        continue
      }
      if let message = outcome { failures.append((path, message)) }
    }
    return failures
  }

  private func set(
    _ display: DisplayController?, _ level: (path: String, percent: Int), _ sender: String
  ) async -> String? {
    guard let display else { return Self.noDisplay(at: level.path).message }
    do throws(DisplayError) {
      _ = try await display.set(percent: level.percent, sender: sender)
      return nil
    } catch {
      return error.message
    }
  }

  /// Ends everything: callers that wait are told.
  func stop() {
    firstLookTimer?.cancel()
    automatic.stop()
    for entry in connected.values {
      // What a monitor could not take yet is for the next start.
      remember(entry.display)
      entry.display.stop(because: Self.ended)
    }
    isEnded = true
    endFirstLook()
  }

  /// The display at an object path, nil when there is none.
  func display(at path: String) -> DisplayController? {
    displays.first { BusNames.path(ofDisplay: $0.number) == path }
  }

  /// What tells a display from the others that are connected now.
  func key(of display: DisplayController) -> String? {
    connected.first { $0.value.display === display }?.key
  }

  /// Waits until the display with this key has been looked at; returns its object path.
  func waitForDisplay(key: String) async -> String {
    await reading?.value
    guard let display = connected[key]?.display else { return BusNames.root }
    await display.waitUntilSettled()
    return BusNames.path(ofDisplay: display.number)
  }

  /// What callers are told who wait while the service ends.
  private static let ended = DisplayError(
    .gone, "lightend ends; a brightness that was asked for is set when it starts again.")

  /// The error for a path without display.
  static func noDisplay(at path: String) -> DisplayError {
    DisplayError(
      .noSuchDisplay, "There is no display \(path.shortened); “lighten list” shows those there are."
    )
  }

  /// What a display can be chosen by.
  func selectable(_ display: DisplayController) -> SelectableDisplay {
    var selectable = SelectableDisplay(number: display.number, display.description)
    selectable.alias = display.alias.isEmpty ? nil : display.alias
    return selectable
  }

  /// A call of some megabytes has taken hundreds of them, which nobody needs again.
  func releaseMemoryLater() {
    memoryTimer = clock.schedule(after: .seconds(1)) {
      LoopTask { await Background.run("memory") { IdleMemory.release() } }
    }
  }

  /// Ends the first look when every monitor that was there has been looked at.
  func checkFirstLook() {
    if arrivals.isEmpty, connected.values.allSatisfy(\.display.isSettled) { endFirstLook() }
  }

  private func endFirstLook() {
    guard isWaiting else { return }
    isWaiting = false
    firstLookTimer?.cancel()
    firstLookTimer = nil
    // Those that have not answered yet are shown as they are: nobody shall think they came later.
    for entry in connected.values { entry.display.settle() }
    objects.open()
    gate.close()
    let waiting = waiters
    waiters = []
    for waiter in waiting { waiter.resume() }
    IdleMemory.release()
  }
}

import GLibKit
import LightenCore
import LightenSysfs
import UdevKit

/// A burst of events is one change.
struct EventBurst: Equatable, Sendable {
  /// It ends when there was no event for a while …
  static let quietTime: Duration = .milliseconds(15)
  /// … or when it has lasted so long that waiting would be noticed (an unplug must be announced within
  /// 50 ms).
  static let longest: Duration = .milliseconds(30)

  private var start: Duration?

  /// An event came at `now`; returns how long to wait for more from then on.
  mutating func add(at now: Duration) -> Duration {
    let start = start ?? now
    self.start = start
    return max(.zero, min(Self.quietTime, start + Self.longest - now))
  }

  /// It is over: the next event begins another one.
  mutating func end() { start = nil }
}

/// Watches for monitors that come and go, and tells what is there after each change.
@LoopActor
public final class HotplugWatcher {
  private let clock: any LoopClock
  private let look: @Sendable () -> Topology?
  private var monitor: UdevMonitor?
  private var burst = EventBurst()
  private var burstEnd: (any LoopTimer)?
  private var isScanning = false
  private var mustScanAgain = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Called with the topology after each change, and once after `start()`.
  public var onTopology: (@LoopActor (Topology) -> Void)?
  /// Called with the name of a backlight that changed its brightness.
  public var onBacklightChange: (@LoopActor (String) -> Void)?

  /// Makes a watcher; `look` finds out what there is, on a thread of its own.
  init(clock: any LoopClock, look: @escaping @Sendable () -> Topology?) {
    self.clock = clock
    self.look = look
  }

  /// Makes a watcher of this computer.
  public convenience init(clock: any LoopClock) {
    self.init(clock: clock) {
      let topology = TopologyScanner.scan()
      return Files.areDescriptorsLeft ? topology : nil
    }
  }

  /// Begins to listen, and scans for the first time.
  public func start() {
    // Listening first: what comes between the scan and the first event would be lost otherwise.
    monitor = UdevMonitor(subsystems: ["drm", "i2c-dev", "backlight"]) { [weak self] event in
      self?.received(event)
    }
    if monitor == nil {
      Log.warning("udev cannot be reached: monitors that are plugged in later are not noticed")
    }
    scan()
  }

  /// Scans now and waits until `onTopology` was called.
  public func rescan() async {
    await withCheckedContinuation {
      waiters.append($0); scan()
    }
  }

  /// Stops listening.
  public func stop() {
    monitor = nil
    burstEnd?.cancel()
    onTopology = nil
    onBacklightChange = nil
  }

  /// Takes an event of udev's.
  func received(_ event: UdevEvent) {
    Log.debug("udev: \(event.action) \(event.subsystem) \(event.sysPath)")
    if event.subsystem == "backlight", event.action == "change" {
      onBacklightChange?(event.name)
      return
    }
    burstEnd?.cancel()
    burstEnd = clock.schedule(after: burst.add(at: clock.now)) { [weak self] in
      self?.burst.end()
      self?.scan()
    }
  }

  private func scan() {
    if isScanning {
      mustScanAgain = true
      return
    }
    isScanning = true
    let served = waiters
    waiters = []
    LoopTask { [self] in
      let topology = await reliableTopology()
      isScanning = false
      onTopology?(topology)
      for waiter in served { waiter.resume() }
      if mustScanAgain {
        mustScanAgain = false
        scan()
      }
    }
  }

  /// What is there, once it can be read: without descriptors, every monitor would seem to be gone.
  private func reliableTopology() async -> Topology {
    var backOff = BackOff(first: .milliseconds(100), longest: .seconds(5))
    while true {
      if let topology = await Background.run("topology", look) { return topology }
      Log.warning("monitors cannot be looked for: this process has no descriptors left")
      await clock.sleep(for: backOff.wait() ?? .seconds(5))
    }
  }
}

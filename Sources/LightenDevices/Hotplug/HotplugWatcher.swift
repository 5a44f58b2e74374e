import GLibKit
import LightenCore
import LightenSysfs
import UdevKit

/// Watches for monitors that come and go, and tells what is there after each change.
@LoopActor
public final class HotplugWatcher {
  /// A burst of events is one change: it ends when there was none for a while …
  private static let quietTime: Duration = .milliseconds(15)
  /// … or when it has lasted so long that waiting would be noticed (an unplug must be announced
  /// within 50 ms).
  private static let longestBurst: Duration = .milliseconds(30)

  private let clock: any LoopClock
  private var monitor: UdevMonitor?
  private var burst: (start: Duration, timer: any LoopTimer)?
  private var isScanning = false
  private var mustScanAgain = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Called with the topology after each change, and once after `start()`.
  public var onTopology: (@LoopActor (Topology) -> Void)?
  /// Called with the name of a backlight that changed its brightness.
  public var onBacklightChange: (@LoopActor (String) -> Void)?

  /// Makes a watcher.
  public init(clock: any LoopClock) {
    self.clock = clock
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
    burst?.timer.cancel()
    burst = nil
    onTopology = nil
    onBacklightChange = nil
  }

  private func received(_ event: UdevEvent) {
    Log.debug("udev: \(event.action) \(event.subsystem) \(event.sysPath)")
    if event.subsystem == "backlight", event.action == "change" {
      onBacklightChange?(event.name)
      return
    }
    let start = burst?.start ?? clock.now
    burst?.timer.cancel()
    let remaining = start + Self.longestBurst - clock.now
    let timer = clock.schedule(after: max(.zero, min(Self.quietTime, remaining))) { [weak self] in
      self?.burst = nil
      self?.scan()
    }
    burst = (start, timer)
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
      let topology = await Background.run("topology") {
        let topology = TopologyScanner.scan()
        return Files.areDescriptorsLeft ? topology : nil
      }
      if let topology { return topology }
      Log.warning("monitors cannot be looked for: this process has no descriptors left")
      await clock.sleep(for: backOff.wait() ?? .seconds(5))
    }
  }
}

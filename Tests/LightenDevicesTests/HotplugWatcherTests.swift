import BusTestSupport
import GLibKit
import LightenSysfs
import LoopTestSupport
import Synchronization
import Testing
import UdevKit

@testable import LightenDevices

@Suite struct EventBurstTests {
  /// The moments of events and of the burst's end after each, milliseconds.
  @Test(
    arguments: [
      [(0, 15)], [(0, 15), (10, 25), (20, 30), (29, 30)], [(0, 15), (15, 30), (30, 30)],
      [(7, 22), (8, 23), (9, 24)], [(0, 15), (40, 40)],
    ] as [[(Int, Int)]])
  func endsInTime(events: [(moment: Int, end: Int)]) {
    var burst = EventBurst()
    for event in events {
      let now = Duration.milliseconds(event.moment)
      #expect(now + burst.add(at: now) == .milliseconds(event.end))
    }
    burst.end()
    #expect(burst.add(at: .seconds(1)) == EventBurst.quietTime)
  }
}

@Suite(.onLoop, .timeLimit(.minutes(1))) struct HotplugWatcherTests {
  /// A watcher of a computer with as many backlights as it was looked at.
  @LoopActor private final class Bench {
    let clock = ManualLoopClock()
    let watcher: HotplugWatcher
    let looks = Looks()
    var seen: [Int] = []
    var changed: [String] = []

    init() {
      watcher = HotplugWatcher(clock: clock) { [looks] in looks.look() }
      watcher.onTopology = { [unowned self] in seen.append($0.backlights.count) }
      watcher.onBacklightChange = { [unowned self] in changed.append($0) }
    }

    func event(_ action: String, _ subsystem: String = "drm", name: String = "card0") {
      watcher.received(
        UdevEvent(action: action, subsystem: subsystem, sysPath: "/sys/\(name)", name: name))
    }
  }

  private final class Looks: Sendable {
    private let state = Mutex((count: 0, failures: 0))

    /// The next looks find no descriptors.
    func fail(_ count: Int) { state.withLock { $0.failures = count } }

    func look() -> Topology? {
      let count: Int? = state.withLock { state in
        if state.failures > 0 {
          state.failures -= 1
          return nil
        }
        state.count += 1
        return state.count
      }
      guard let count else { return nil }
      var topology = Topology()
      topology.backlights = (0..<count).map {
        BacklightSnapshot(name: "b\($0)", sysPath: "", interface: .raw)
      }
      return topology
    }
  }

  @Test @LoopActor func looksOnceForABurst() async {
    let bench = Bench()
    for _ in 0..<3 {
      bench.event("change")
      await bench.clock.advance(by: .milliseconds(5))
    }
    #expect(bench.seen == [])
    await bench.clock.advance(by: .milliseconds(10))
    #expect(await eventually { bench.seen == [1] })
    bench.event("add", "i2c-dev")
    await bench.clock.advance(by: .milliseconds(15))
    #expect(await eventually { bench.seen == [1, 2] })
    #expect(bench.clock.untilNext == nil)
  }

  @Test @LoopActor func aChangedBacklightIsNoReasonToLook() async {
    let bench = Bench()
    bench.event("change", "backlight", name: "intel_backlight")
    #expect(bench.changed == ["intel_backlight"])
    #expect(bench.clock.untilNext == nil)
    // But one that comes is.
    bench.event("add", "backlight", name: "acpi_video0")
    await bench.clock.advance(by: .milliseconds(15))
    #expect(await eventually { bench.seen == [1] })
    #expect(bench.changed == ["intel_backlight"])
  }

  @Test @LoopActor func whoAsksSeesWhatCameBefore() async {
    let bench = Bench()
    let first = LoopTask { await bench.watcher.rescan() }
    let second = LoopTask { await bench.watcher.rescan() }
    let third = LoopTask { await bench.watcher.rescan() }
    await first.value
    await second.value
    await third.value
    // Who came during the first look waited for the second, together.
    #expect(bench.seen == [1, 2])
  }

  @Test @LoopActor func looksAgainWhereNothingCouldBeRead() async {
    let bench = Bench()
    bench.looks.fail(2)
    let task = LoopTask { await bench.watcher.rescan() }
    for delay in [100, 200] {
      #expect(await eventually { bench.clock.untilNext == .milliseconds(delay) })
      #expect(bench.seen == [])
      await bench.clock.advance(by: .milliseconds(delay))
    }
    await task.value
    #expect(bench.seen == [1])
  }

  @Test @LoopActor func saysNothingAfterItsEnd() async {
    let bench = Bench()
    bench.event("change")
    bench.watcher.stop()
    await bench.clock.advance(by: .seconds(1))
    #expect(bench.clock.untilNext == nil)
    let task = LoopTask { await bench.watcher.rescan() }
    await task.value
    #expect(bench.seen == [])
  }
}

import GLibKit
import LightenCore

extension DisplayManager {
  /// Docks bring their monitors back one by one, so long after the computer woke up.
  static let wakeTime: Duration = .seconds(60)

  /// Logind waits for five seconds (InhibitDelayMaxSec of logind.conf), and a monitor that hangs
  /// may take longer; something is left for the disk.
  private static let suspendTime: Duration = .seconds(3)

  /// The computer goes to sleep: returns when no monitor is touched any more, as far as they end
  /// what they do in time, and nothing is left to be saved.
  func suspend() async {
    isSuspended = true
    let tasks = connected.values.map(\.display).map { display in
      // The computer may have changed its mind before this begins.
      LoopTask { if self.isSuspended { await display.suspend() } }
    }
    automatic.updateNeed()
    // What is known now must not wait for a monitor that hangs.
    await store.flush()
    let all = LoopTask { for task in tasks { await task.value } }
    _ = await all.value(within: Self.suspendTime, on: clock)
    for entry in connected.values { remember(entry.display) }
    automatic.updateNeed()
    await store.flush()
  }

  /// The computer woke up: every monitor is looked at, and put right where it is not as it was.
  func wake() {
    isSuspended = false
    wokeUp = patience.now
    for entry in connected.values { entry.display.wake() }
    automatic.updateNeed()
    observer?.computerWoke()
    // Monitors may have come or gone meanwhile.
    LoopTask { [self] in await rescan?() }
  }

  /// The session is in the foreground again: what it may use is looked at anew.
  func sessionReturned() {
    LoopTask { [self] in
      // The first look is kept waiting by nothing.
      guard (try? await waitForFirstLook()) != nil else { return }
      let displays = connected.values.map(\.display)
      for display in displays { display.expectAccess() }
      automatic.meter.accessReturned()
      if !displays.allSatisfy({ $0.state == .ready }) { await rescan?() }
    }
  }
}

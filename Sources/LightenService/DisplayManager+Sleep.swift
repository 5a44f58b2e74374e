import GLibKit
import LightenCore

extension DisplayManager {
  /// Docks bring their monitors back one by one, so long after the computer woke up.
  static let wakeTime: Duration = .seconds(60)

  /// The computer goes to sleep: returns when no monitor is touched any more and nothing is left
  /// to be saved.
  func suspend() async {
    isSuspended = true
    let tasks = connected.values.map(\.display).map { display in
      // The computer may have changed its mind before this begins.
      LoopTask { if self.isSuspended { await display.suspend() } }
    }
    automatic.updateNeed()
    for task in tasks { await task.value }
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
}

import GLibKit
import LightenCore

/// Runs the user's hooks for events: those of an event one after the other in name order, and the
/// events of a display in their order. Events of several displays are handled at once, some of them.
@LoopActor
final class HookRunner {
  /// As many programs run at most; enough for a desk of monitors that come with their dock.
  static let mostAtOnce = 4

  private let folder: any HookSource
  private let launcher: any HookLauncher
  private let clock: any LoopClock
  private var queue = EventQueue()
  /// The displays whose events are being handled; nil stands for events that are about none.
  private var busy: [Int?: RunningHook?] = [:]
  private var reported: Set<String> = []
  private var isStopped = false

  /// Runs what is in `folder`; waits on `clock`.
  init(
    folder: any HookSource, launcher: any HookLauncher = ProcessHookLauncher(),
    clock: any LoopClock
  ) {
    self.folder = folder
    self.launcher = launcher
    self.clock = clock
  }

  /// Runs the hooks for an event, after those of earlier events of its display.
  func add(_ event: AutomationEvent) {
    guard !isStopped else { return }
    queue.add(event)
    handleNext()
  }

  /// Runs no more; who is under way is told to end.
  func stop() {
    isStopped = true
    queue.removeAll()
    for hook in busy.values { hook?.end() }
  }

  private func handleNext() {
    while busy.count < Self.mostAtOnce,
      let event = queue.next(where: { !busy.keys.contains($0.display?.number) })
    {
      busy.updateValue(nil, forKey: event.display?.number)
      LoopTask { [self] in
        await handle(event)
        busy.removeValue(forKey: event.display?.number)
        handleNext()
      }
    }
  }

  private func handle(_ event: AutomationEvent) async {
    let listing = await folder.look()
    report(listing.problems)
    for path in listing.hooks where !isStopped {
      let hook = RunningHook(path: path, event: event, clock: clock)
      busy.updateValue(hook, forKey: event.display?.number)
      await hook.run(launcher)
      busy.updateValue(nil, forKey: event.display?.number)
    }
  }

  /// Says what is wrong once, and again when it has been mended in between.
  private func report(_ problems: [String]) {
    for problem in problems where !reported.contains(problem) { Log.warning(problem) }
    reported = Set(problems)
  }
}

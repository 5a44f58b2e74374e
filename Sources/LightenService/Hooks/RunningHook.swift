import GLibKit
import Glibc
import LightenCore

/// One run of a hook, which does not last longer than it may.
@LoopActor
final class RunningHook {
  /// It is told to end (SIGTERM) after so long.
  static let longestTime: Duration = .seconds(30)
  /// It is ended (SIGKILL) when it has not ended so long after it was told to.
  static let endTime: Duration = .seconds(5)

  private let path: String
  private let event: AutomationEvent
  private let clock: any LoopClock
  private var process: (any HookProcess)?
  private var timer: (any LoopTimer)?

  /// A run of the program at `path` that has not begun.
  init(path: String, event: AutomationEvent, clock: any LoopClock) {
    self.path = path
    self.event = event
    self.clock = clock
  }

  /// Runs it; returns when it has ended, or could not be started.
  func run(_ launcher: any HookLauncher) async {
    Log.debug("the hook \(path) is run (\(event.kind.rawValue))")
    let status: WaitStatus? = await withCheckedContinuation { continuation in
      do throws(GLibError) {
        process = try launcher.launch(
          [path, event.kind.rawValue], environment: event.variables
        ) { continuation.resume(returning: $0) }
        timer = clock.schedule(after: Self.longestTime) { [weak self] in self?.lastedTooLong() }
      } catch {
        Log.warning("the hook \(path) cannot be run: \(error.message)")
        continuation.resume(returning: nil)
      }
    }
    (process, timer) = (nil, nil)
    if let status, status.exitStatus != 0 {
      Log.warning("the hook \(path) (\(event.kind.rawValue)) \(status.sentence)")
    }
  }

  /// Tells it to end, and sees to it that it does.
  func end() {
    process?.signal(SIGTERM)
    timer = clock.schedule(after: Self.endTime) { [weak self] in
      self?.process?.signal(SIGKILL)
    }
  }

  private func lastedTooLong() {
    Log.warning(
      "the hook \(path) (\(event.kind.rawValue)) is ended: it has run for "
        + "\(Self.longestTime.components.seconds) seconds, longer than hooks may")
    end()
  }
}

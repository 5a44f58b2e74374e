import GLibKit

/// Starts programs; tests put something in its place.
@LoopActor
protocol HookLauncher {
  /// Starts `command`, a path and its arguments; calls `onExit` when it has ended, not before this
  /// returns.
  func launch(
    _ command: [String], environment: [String: String],
    onExit: @escaping @LoopActor (WaitStatus) -> Void
  ) throws(GLibError) -> any HookProcess
}

/// A program that runs.
@LoopActor
protocol HookProcess: AnyObject {
  /// Sends a signal to it and to what it has started.
  func signal(_ signal: Int32)
}

/// Starts real programs, each in a process group of its own; what they write goes to the log.
struct ProcessHookLauncher: HookLauncher {
  /// Makes one.
  nonisolated init() {}

  func launch(
    _ command: [String], environment: [String: String],
    onExit: @escaping @LoopActor (WaitStatus) -> Void
  ) throws(GLibError) -> any HookProcess {
    let child = try ChildProcess(
      command: command, environment: environment, isGroup: true, intoLog: true
    ) { onExit(WaitStatus($0)) }
    return GroupHookProcess(child)
  }
}

/// A hook with its process group.
private final class GroupHookProcess: HookProcess {
  private let child: ChildProcess

  init(_ child: ChildProcess) {
    self.child = child
  }

  func signal(_ signal: Int32) { child.signalGroup(signal) }
}

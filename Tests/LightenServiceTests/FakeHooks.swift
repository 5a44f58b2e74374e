import GLibKit
import Glibc
import LightenCore

@testable import LightenService

/// Hooks that only a test ends, and what they were told.
@LoopActor
final class FakeHooks: HookSource, HookLauncher {
  /// What there is.
  var listing = HookListing()
  /// What was started, in order: the hook's name, event and display.
  private(set) var started: [String] = []
  /// The signals that were sent, with the hook's name.
  private(set) var signals: [String] = []
  /// The most that ran at once.
  private(set) var most = 0
  /// Those of these names cannot be started.
  var broken: Set<String> = []
  private var running: [FakeHook] = []

  nonisolated init() {}

  /// The names of those that run.
  var names: [String] { running.map(\.name) }

  func look() async -> HookListing { listing }

  func launch(
    _ command: [String], environment: [String: String],
    onExit: @escaping @LoopActor (WaitStatus) -> Void
  ) throws(GLibError) -> any HookProcess {
    let name = "\(command.joined(separator: " ")) \(environment["LIGHTEN_DISPLAY"] ?? "?")"
    if broken.contains(command[0]) { throw GLibError(message: "no such file") }
    started.append(name)
    let hook = FakeHook(name, self, onExit)
    running.append(hook)
    most = max(most, running.count)
    return hook
  }

  /// Ends the first that runs for a display, or the first of all.
  func end(display: Int? = nil, status: Int32 = 0) {
    let index = running.firstIndex { display == nil || $0.name.hasSuffix(" \(display ?? 0)") }
    guard let index else { return }
    running.remove(at: index).onExit(WaitStatus(status))
  }

  fileprivate func got(_ signal: Int32, _ hook: FakeHook) {
    signals.append("\(hook.name): \(signal)")
    guard signal == SIGKILL, let index = running.firstIndex(where: { $0 === hook }) else { return }
    // A child's end is told later.
    LoopTask { [self] in
      if index < running.count, running[index] === hook {
        running.remove(at: index).onExit(WaitStatus(signal))
      }
    }
  }
}

/// One that runs.
@LoopActor
private final class FakeHook: HookProcess {
  let name: String
  let onExit: @LoopActor (WaitStatus) -> Void
  private unowned let hooks: FakeHooks

  init(_ name: String, _ hooks: FakeHooks, _ onExit: @escaping @LoopActor (WaitStatus) -> Void) {
    self.name = name
    self.hooks = hooks
    self.onExit = onExit
  }

  func signal(_ signal: Int32) { hooks.got(signal, self) }
}

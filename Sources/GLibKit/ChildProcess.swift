import CGLib
import Glibc

/// A child process that is watched until it has ended.
///
/// It keeps itself until then, so that each child is reaped, whoever still cares about it.
@LoopActor
public final class ChildProcess {
  /// The process id.
  public let id: Int32
  /// Whether the process has ended and been reaped.
  public private(set) var hasEnded = false
  private var watch: LoopSource?
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Starts `arguments[0]` (a path) with `socket` as its descriptor 3.
  ///
  /// It inherits the environment. Its standard output goes to our standard error, so that a
  /// library that prints cannot disturb anybody who reads ours.
  public init(
    arguments: [String], socket: Int32,
    onExit: @escaping @LoopActor (_ waitStatus: Int32) -> Void
  ) throws(GLibError) {
    id = try Self.spawn(arguments, socket)
    watch = LoopSource.childExit(of: id) { [self] status in
      ended()
      onExit(status)
    }
  }

  /// Starts a user's command: `command[0]`, which is looked for in PATH unless it is a path.
  ///
  /// It has nothing to read. What it writes goes where our own output goes, or our log.
  ///
  /// - Parameters:
  ///   - environment: variables to set, besides those that we have.
  ///   - isGroup: whether it leads a process group of its own, which a terminal's Ctrl-C spares and
  ///     `signalGroup` reaches with all that it starts.
  ///   - intoLog: whether its standard output goes to our standard error.
  public init(
    command: [String], environment: [String: String], isGroup: Bool, intoLog: Bool,
    onExit: @escaping @LoopActor (_ waitStatus: Int32) -> Void
  ) throws(GLibError) {
    id = try Self.spawn(command, environment, isGroup: isGroup, intoLog: intoLog)
    watch = LoopSource.childExit(of: id) { [self] status in
      ended()
      onExit(status)
    }
  }

  /// Sends a signal, unless the process has ended.
  public func signal(_ signal: Int32) {
    if !hasEnded { kill(id, signal) }
  }

  /// Sends a signal to the process group that it leads, unless the process has ended.
  public func signalGroup(_ signal: Int32) {
    if !hasEnded { kill(-id, signal) }
  }

  /// Waits until the process has ended.
  public func waitForExit() async {
    if hasEnded { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  private func ended() {
    hasEnded = true
    watch = nil
    for waiter in waiters { waiter.resume() }
    waiters = []
  }

  private static func spawn(
    _ arguments: [String], _ socket: Int32
  ) throws(GLibError) -> Int32 {
    let owned = arguments.map { strdup($0) }
    defer { for string in owned { Glibc.free(string) } }
    var argv = owned.map { UnsafePointer($0) } + [nil]
    // GLib closes in the child what it is given, so 2 itself would be missing there.
    let output = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    defer { close(output) }
    var sources = [socket]
    var targets: [gint] = [3]
    var pid: GPid = 0
    _ = try GLibError.check { error in
      g_spawn_async_with_pipes_and_fds(
        nil, &argv, nil, G_SPAWN_DO_NOT_REAP_CHILD, nil, nil, -1, output, -1, &sources, &targets, 1,
        &pid, nil, nil, nil, error)
    }
    return pid
  }

  private static func spawn(
    _ command: [String], _ environment: [String: String], isGroup: Bool, intoLog: Bool
  ) throws(GLibError) -> Int32 {
    let owned = command.map { strdup($0) }
    defer { for string in owned { Glibc.free(string) } }
    var argv = owned.map { UnsafePointer($0) } + [nil]
    var variables = g_get_environ()
    for (name, value) in environment { variables = g_environ_setenv(variables, name, value, 1) }
    defer { g_strfreev(variables) }
    let output = intoLog ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3) : -1
    defer { if output >= 0 { close(output) } }
    let flags = GSpawnFlags(
      G_SPAWN_DO_NOT_REAP_CHILD.rawValue | G_SPAWN_SEARCH_PATH.rawValue)
    var pid: GPid = 0
    let envp = variables.map {
      UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self)
    }
    _ = try GLibError.check { error in
      g_spawn_async_with_pipes_and_fds(
        nil, &argv, envp, flags, isGroup ? lighten_lead_process_group : nil, nil, -1, output, -1,
        nil, nil, 0, &pid, nil, nil, nil, error)
    }
    return pid
  }
}

import CGLib

/// The actor of everything that lives on the main loop: bus objects, devices, policy.
///
/// Its executor is GLib's default main context, so that actor code, D-Bus callbacks and timers
/// run one after the other on the loop's thread and need no locks. `MainActor` is not used: on
/// Linux it belongs to Dispatch's main queue, which GLib's loop does not serve.
@globalActor
public actor LoopActor {
  /// The one instance.
  public static let shared = LoopActor()

  // `unownedExecutor` retains nothing, so the executor must live as long as the program.
  private static let executor = MainContextExecutor()
  static let taskExecutor = MainContextTaskExecutor()

  /// The executor that runs this actor's jobs.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    Self.executor.asUnownedSerialExecutor()
  }

  /// Runs synchronous code that is known to be on the loop's thread, such as a GLib callback.
  ///
  /// Stops the program when called on another thread: that is a mistake in this program.
  public nonisolated static func assumeIsolated<Value>(
    _ body: @LoopActor () throws -> Value
  ) rethrows -> Value {
    shared.preconditionIsolated()
    // The check above proves the isolation that the type asks for; only the annotation differs.
    return try withoutActuallyEscaping(body) { escaping in
      try unsafeBitCast(escaping, to: (() throws -> Value).self)()
    }
  }
}

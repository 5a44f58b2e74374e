import CGLib

/// The program's main loop.
public enum MainLoop {
  /// Runs `body` on the loop and returns its result when it has finished.
  ///
  /// Call it once, on the program's first thread.
  public static func run<Value: Sendable>(
    _ body: @escaping @LoopActor @Sendable () async -> Value
  ) -> Value {
    // Owning the context before the loop runs lets early callbacks pass the isolation checks.
    g_main_context_acquire(nil)
    defer { g_main_context_release(nil) }
    let result = ResultBox<Value>()
    LoopActor.assumeIsolated {
      LoopTask {
        result.value = await body()
        g_main_context_wakeup(nil)
      }
      while result.value == nil { g_main_context_iteration(nil, 1) }
    }
    return LoopActor.assumeIsolated { result.value! }
  }
}

/// Where a task on the loop leaves its result for the code that runs the loop.
@LoopActor
private final class ResultBox<Value: Sendable> {
  var value: Value?
  nonisolated init() {}
}

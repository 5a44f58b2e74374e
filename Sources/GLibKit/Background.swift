import CGLib

/// Work that may block, on a thread of its own, away from the main loop.
public enum Background {
  /// Runs `work` on a new thread and returns its result on the loop.
  ///
  /// For rare work only (a sysfs scan, a durable write): no thread is kept waiting for more.
  public static func run<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      let box = Box<() -> Void> { continuation.resume(returning: work()) }
      let thread = g_thread_new(
        name,
        { data in
          Unmanaged<Box<() -> Void>>.fromOpaque(data!).takeRetainedValue().value()
          return nil
        }, Unmanaged.passRetained(box).toOpaque())
      g_thread_unref(thread)
    }
  }
}

import CGLib

/// Work that may block, on a thread of its own, away from the main loop.
public enum Background {
  private typealias Work = Box<() -> Void>

  /// GLib starts threads of its own when they are first needed (for signals and ended children, and
  /// for D-Bus), and ends the process where it cannot.
  private static let threadsOfGLib = 2

  /// Whether there is a thread that takes work from `queue`. Written before the loop runs.
  private nonisolated(unsafe) static var hasReserve = false
  /// What the reserve thread is to do. A GAsyncQueue is made for several threads.
  private nonisolated(unsafe) static let queue = g_async_queue_new()!

  /// Starts a thread that does all work while no other thread can be started (`TasksMax` of the unit,
  /// `ulimit -u`), and makes sure that GLib can start its own.
  ///
  /// To be called once, before the loop runs. Without it, work that finds no thread blocks the loop.
  ///
  /// - Throws: when there are no threads.
  public static func start() throws(GLibError) {
    let reserve = try thread("reserve") { while true { takeWork() } }
    g_thread_unref(reserve)
    hasReserve = true
    // All at the same time: each stays until the last one has started.
    nonisolated(unsafe) let gate = g_async_queue_new()
    var guests: [UnsafeMutablePointer<GThread>] = []
    defer {
      for guest in guests { g_async_queue_push(gate, guest) }
      for guest in guests { g_thread_join(guest) }
      g_async_queue_unref(gate)
    }
    for _ in 0..<threadsOfGLib {
      guests.append(try thread("guest") { _ = g_async_queue_pop(gate) })
    }
  }

  /// Runs `work` on a new thread and returns its result on the loop.
  ///
  /// For rare work only (a sysfs scan, a durable write): no thread is kept waiting for more, but for
  /// the one of `start`, which does the work where the system has no other.
  public static func run<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      let whole: @Sendable () -> Void = { continuation.resume(returning: work()) }
      do throws(GLibError) {
        g_thread_unref(try thread(name, whole))
      } catch {
        guard hasReserve else { return whole() }
        g_async_queue_push(queue, Unmanaged.passRetained(Work(whole)).toOpaque())
      }
    }
  }

  private static func takeWork() {
    Unmanaged<Work>.fromOpaque(g_async_queue_pop(queue)!).takeRetainedValue().value()
  }

  private static func thread(
    _ name: String, _ body: @escaping @Sendable () -> Void
  ) throws(GLibError) -> UnsafeMutablePointer<GThread> {
    let box = Unmanaged.passRetained(Work(body))
    do throws(GLibError) {
      let thread = try GLibError.check { error in
        g_thread_try_new(
          name,
          { data in
            Unmanaged<Work>.fromOpaque(data!).takeRetainedValue().value()
            return nil
          }, box.toOpaque(), error)
      }
      return thread!
    } catch {
      box.release()
      throw error
    }
  }
}

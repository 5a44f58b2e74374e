import CGLib

/// Something that the main loop watches for its owner: a timer, a descriptor, a Unix signal.
///
/// It stops when `cancel()` is called or when it is released.
@LoopActor
public final class LoopSource {
  private var source: UnsafeMutablePointer<GSource>?

  private init(_ source: UnsafeMutablePointer<GSource>) {
    self.source = source
  }

  isolated deinit { cancel() }

  /// Stops watching. Does nothing the second time.
  public func cancel() {
    guard let source else { return }
    self.source = nil
    g_source_destroy(source)
    g_source_unref(source)
  }

  /// Whether the source is still attached to the loop.
  public var isActive: Bool { source.map { g_source_is_destroyed($0) == 0 } ?? false }

  /// Calls `action` once after `delay` (rounded up to milliseconds, on the monotonic clock).
  public static func timer(
    after delay: Duration, _ action: @escaping @LoopActor () -> Void
  ) -> LoopSource {
    attach(g_timeout_source_new(guint(clamping: delay.wholeMilliseconds)), once: action)
  }

  /// Calls `action` on each arrival of a Unix signal, such as SIGTERM.
  public static func unixSignal(
    _ signal: Int32, _ action: @escaping @LoopActor () -> Void
  ) -> LoopSource {
    attach(g_unix_signal_source_new(signal)) {
      action()
      return true
    }
  }

  /// Calls `action` when the child process `pid` has ended, with its wait status.
  public static func childExit(
    of pid: Int32, _ action: @escaping @LoopActor (_ waitStatus: Int32) -> Void
  ) -> LoopSource {
    let source = g_child_watch_source_new(pid)!
    let callback: GChildWatchFunc = { _, status, data in
      LoopActor.assumeIsolated {
        Unmanaged<Box<(Int32) -> Void>>.fromOpaque(data!).takeUnretainedValue().value(status)
      }
    }
    let box = Unmanaged.passRetained(
      Box<(Int32) -> Void> { status in
        LoopActor.assumeIsolated { action(status) }
      })
    g_source_set_callback(
      source, unsafeBitCast(callback, to: GSourceFunc.self), box.toOpaque(), releaseBox)
    g_source_attach(source, nil)
    return LoopSource(source)
  }

  /// Calls `action` while `descriptor` is readable or hung up, until it returns false.
  public static func readable(
    _ descriptor: Int32, _ action: @escaping @LoopActor () -> Bool
  ) -> LoopSource {
    watch(descriptor, for: [G_IO_IN, G_IO_HUP, G_IO_ERR], action)
  }

  /// Calls `action` once when the other end of `descriptor` is closed: of a pipe, a socket or a
  /// terminal. The other end of a file is never closed.
  public static func hangUp(
    of descriptor: Int32, _ action: @escaping @LoopActor () -> Void
  ) -> LoopSource {
    watch(descriptor, for: [G_IO_HUP, G_IO_ERR]) {
      action()
      return false
    }
  }

  private static func watch(
    _ descriptor: Int32, for conditions: [GIOCondition], _ action: @escaping @LoopActor () -> Bool
  ) -> LoopSource {
    let condition = GIOCondition(conditions.reduce(0) { $0 | $1.rawValue })
    let source = g_unix_fd_source_new(descriptor, condition)!
    let callback: GUnixFDSourceFunc = { _, _, data in
      Unmanaged<Box<() -> Bool>>.fromOpaque(data!).takeUnretainedValue().value() ? 1 : 0
    }
    let box = Unmanaged.passRetained(Box<() -> Bool> { LoopActor.assumeIsolated(action) })
    g_source_set_callback(
      source, unsafeBitCast(callback, to: GSourceFunc.self), box.toOpaque(), releaseBox)
    g_source_attach(source, nil)
    return LoopSource(source)
  }

  private static func attach(
    _ source: UnsafeMutablePointer<GSource>, once action: @escaping @LoopActor () -> Void
  ) -> LoopSource {
    attach(source) {
      action()
      return false
    }
  }

  private static func attach(
    _ source: UnsafeMutablePointer<GSource>, _ action: @escaping @LoopActor () -> Bool
  ) -> LoopSource {
    let box = Unmanaged.passRetained(Box<() -> Bool> { LoopActor.assumeIsolated(action) })
    g_source_set_callback(
      source,
      { data in
        Unmanaged<Box<() -> Bool>>.fromOpaque(data!).takeUnretainedValue().value() ? 1 : 0
      }, box.toOpaque(), releaseBox)
    g_source_attach(source, nil)
    return LoopSource(source)
  }
}

private func releaseBox(_ data: gpointer?) {
  if let data { Unmanaged<AnyObject>.fromOpaque(data).release() }
}

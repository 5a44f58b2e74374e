import CGLib

/// Tells when a file is changed, made or removed, also when its folder appears only later.
@LoopActor
public final class FileMonitor {
  private let monitor: OpaquePointer
  private let handler: gulong

  /// Milliseconds; GLib's own 800 make a person wait.
  private static let rateLimit: gint = 50

  /// Watches `path` (through inotify) and calls `action` for each change.
  public init(path: String, _ action: @escaping @LoopActor () -> Void) throws(GLibError) {
    let file = g_file_new_for_path(path)
    defer { g_object_unref(UnsafeMutableRawPointer(file)) }
    let pointer = try GLibError.check {
      g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, nil, $0)
    }
    guard let pointer else { throw GLibError(message: "cannot watch \(path)") }
    monitor = OpaquePointer(pointer)
    g_file_monitor_set_rate_limit(pointer, Self.rateLimit)
    let callback:
      @convention(c) (gpointer?, gpointer?, gpointer?, GFileMonitorEvent, gpointer?) -> Void = {
        _, _, _, event, data in
        // Attribute changes alone say nothing about the content.
        guard event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED else { return }
        let box = Unmanaged<Box<() -> Void>>.fromOpaque(data!).takeUnretainedValue()
        box.value()
      }
    let box = Box<() -> Void> { LoopActor.assumeIsolated(action) }
    handler = lighten_signal_connect(
      UnsafeMutableRawPointer(monitor), "changed", unsafeBitCast(callback, to: GCallback.self),
      Unmanaged.passRetained(box).toOpaque(),
      { data, _ in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  isolated deinit {
    g_signal_handler_disconnect(UnsafeMutableRawPointer(monitor), handler)
    lighten_object_unref(UnsafeMutableRawPointer(monitor))
  }
}

import CGLib
import GLibKit

/// A connection to a message bus.
@LoopActor
public final class BusConnection {
  package let pointer: OpaquePointer
  private var closedHandler: gulong = 0

  private init(owned pointer: OpaquePointer) {
    self.pointer = pointer
    // The default is to end the process with a signal, which would lose what is not yet saved.
    g_dbus_connection_set_exit_on_close(pointer, 0)
  }

  isolated deinit {
    if closedHandler != 0 {
      g_signal_handler_disconnect(UnsafeMutableRawPointer(pointer), closedHandler)
    }
    lighten_object_unref(UnsafeMutableRawPointer(pointer))
  }

  /// Connects to the user's session bus.
  public static func session() async throws(BusError) -> BusConnection {
    try await connect(G_BUS_TYPE_SESSION)
  }

  /// Connects to the system bus.
  public static func system() async throws(BusError) -> BusConnection {
    try await connect(G_BUS_TYPE_SYSTEM)
  }

  private static func connect(_ type: GBusType) async throws(BusError) -> BusConnection {
    let result: Result<Reference, BusError> = await withCheckedContinuation { continuation in
      let box = Box<CheckedContinuation<Result<Reference, BusError>, Never>>(continuation)
      g_bus_get(
        type, nil,
        { _, result, data in
          let box = Unmanaged<Box<CheckedContinuation<Result<Reference, BusError>, Never>>>
            .fromOpaque(data!).takeRetainedValue()
          var error: UnsafeMutablePointer<GError>?
          if let connection = g_bus_get_finish(result, &error) {
            box.value.resume(returning: .success(Reference(pointer: connection)))
          } else {
            box.value.resume(returning: .failure(BusError(consuming: error!)))
          }
        }, Unmanaged.passRetained(box).toOpaque())
    }
    return BusConnection(owned: try result.get().pointer)
  }

  /// The connection's unique name on the bus, such as `:1.42`.
  public var uniqueName: String {
    g_dbus_connection_get_unique_name(pointer).map { String(cString: $0) } ?? ""
  }

  /// Calls `action` when the bus goes away.
  public func onClosed(_ action: @escaping @LoopActor () -> Void) {
    let callback: @convention(c) (gpointer?, gboolean, gpointer?, gpointer?) -> Void = {
      _, _, _, data in
      Unmanaged<Box<() -> Void>>.fromOpaque(data!).takeUnretainedValue().value()
    }
    let box = Box<() -> Void> { LoopActor.assumeIsolated(action) }
    closedHandler = lighten_signal_connect(
      UnsafeMutableRawPointer(pointer), "closed", unsafeBitCast(callback, to: GCallback.self),
      Unmanaged.passRetained(box).toOpaque(),
      { data, _ in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  /// Sends a signal to everybody.
  public func emit(
    path: String, interface: String, signal: String, _ arguments: [Variant]
  ) {
    // Fails only on malformed names, which are constants of this program.
    Variant.tuple(arguments).lend {
      _ = g_dbus_connection_emit_signal(pointer, nil, path, interface, signal, $0, nil)
    }
  }

  /// Waits until everything sent so far has left the process.
  public func flush() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let box = Box(continuation)
      g_dbus_connection_flush(
        pointer, nil,
        { source, result, data in
          g_dbus_connection_flush_finish(OpaquePointer(source), result, nil)
          Unmanaged<Box<CheckedContinuation<Void, Never>>>.fromOpaque(data!).takeRetainedValue()
            .value.resume()
        }, Unmanaged.passRetained(box).toOpaque())
    }
  }
}

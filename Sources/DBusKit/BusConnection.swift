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
    try await finishing(g_bus_get_finish) { g_bus_get(G_BUS_TYPE_SESSION, nil, $0, $1) }
  }

  /// Connects to the system bus.
  public static func system() async throws(BusError) -> BusConnection {
    try await open(address: try systemAddress())
  }

  /// Connects to the bus at an address, such as `unix:path=/run/dbus/system_bus_socket`.
  ///
  /// Each call makes a connection of its own. GLib's shared one would stay closed for good after the
  /// bus went away, for as long as anybody in the process holds it.
  public static func open(address: String) async throws(BusError) -> BusConnection {
    let flags =
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
      | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue
    return try await finishing(g_dbus_connection_new_for_address_finish) { callback, data in
      g_dbus_connection_new_for_address(
        address, GDBusConnectionFlags(flags), nil, nil, callback, data)
    }
  }

  /// The address of the system bus: that in the environment, else GLib's default.
  public static func systemAddress() throws(BusError) -> String {
    var error: UnsafeMutablePointer<GError>?
    // Only the session bus may have to be started for its address.
    guard let address = g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SYSTEM, nil, &error) else {
      throw BusError(consuming: error!)
    }
    defer { g_free(address) }
    return String(cString: address)
  }

  private typealias Connected = CheckedContinuation<Result<Reference, BusError>, Never>
  private typealias Finish =
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?) ->
    OpaquePointer?

  /// Begins to connect, and waits for what GLib's `finish` function gives.
  private static func finishing(
    _ finish: @escaping Finish,
    _ begin: (@escaping GAsyncReadyCallback, UnsafeMutableRawPointer) -> Void
  ) async throws(BusError) -> BusConnection {
    let result: Result<Reference, BusError> = await withCheckedContinuation { continuation in
      begin(
        { _, result, data in
          let (finish, connected) = Unmanaged<Box<(Finish, Connected)>>.fromOpaque(data!)
            .takeRetainedValue().value
          var error: UnsafeMutablePointer<GError>?
          if let connection = finish(result, &error) {
            connected.resume(returning: .success(Reference(pointer: connection)))
          } else {
            connected.resume(returning: .failure(BusError(consuming: error!)))
          }
        }, Unmanaged.passRetained(Box((finish, continuation))).toOpaque())
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

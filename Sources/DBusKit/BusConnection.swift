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
    try await connecting { g_bus_get_sync(G_BUS_TYPE_SESSION, nil, $0) }
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
    return try await connecting {
      g_dbus_connection_new_for_address_sync(address, GDBusConnectionFlags(flags), nil, nil, $0)
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

  /// Runs a function that connects and waits, on a thread of its own. GLib's functions that do not
  /// wait use its pool of threads, which waits forever where the system gives it none.
  private static func connecting(
    _ connect:
      @escaping @Sendable (UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> OpaquePointer?
  ) async throws(BusError) -> BusConnection {
    let result = await Background.run("bus") { () -> Result<Reference, BusError> in
      var error: UnsafeMutablePointer<GError>?
      if let connection = connect(&error) { return .success(Reference(pointer: connection)) }
      return .failure(BusError(consuming: error!))
    }
    return BusConnection(owned: try result.get().pointer)
  }

  /// The connection's unique name on the bus, such as `:1.42`.
  public var uniqueName: String {
    g_dbus_connection_get_unique_name(pointer).map { String(cString: $0) } ?? ""
  }

  /// Calls `action`, and no earlier one, when the bus goes away.
  public func onClosed(_ action: @escaping @LoopActor () -> Void) {
    let callback: @convention(c) (gpointer?, gboolean, gpointer?, gpointer?) -> Void = {
      _, _, _, data in
      Unmanaged<Box<() -> Void>>.fromOpaque(data!).takeUnretainedValue().value()
    }
    let box = Box<() -> Void> { LoopActor.assumeIsolated(action) }
    if closedHandler != 0 {
      g_signal_handler_disconnect(UnsafeMutableRawPointer(pointer), closedHandler)
    }
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

  /// Waits until the bus has taken everything sent so far, but no longer than `time`.
  ///
  /// By a call that the bus answers when it is through with what came before: GLib's own way needs a
  /// thread, which the system may not have.
  public func flush(within time: Duration) async {
    _ = try? await call(Self.bus, "GetId", timeout: time)
  }
}

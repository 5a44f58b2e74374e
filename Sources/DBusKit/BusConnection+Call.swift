import CGLib
import GLibKit

extension BusConnection {
  /// Where a call goes: bus name, object path and interface.
  public struct Destination: Sendable {
    /// The bus name.
    public let name: String
    /// The object path.
    public let path: String
    /// The interface.
    public let interface: String

    /// Makes a destination.
    public init(name: String, path: String, interface: String) {
      self.name = name
      self.path = path
      self.interface = interface
    }
  }

  /// The bus itself.
  public nonisolated static let bus = Destination(
    name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus")

  /// How many times as fast as usual time passes for the time-outs of calls; below 1 on a slow
  /// computer.
  public static var timeScale = 1.0

  /// D-Bus's usual time-out (the reference implementation's default).
  private static let usualTimeout: Duration = .seconds(25)

  private func milliseconds(of timeout: Duration?) -> gint {
    gint(clamping: ((timeout ?? Self.usualTimeout) / Self.timeScale).wholeMilliseconds)
  }

  /// Calls a method and waits for the answer, a tuple.
  ///
  /// - Parameters:
  ///   - timeout: how long to wait for it; D-Bus's usual 25 s by default.
  ///   - mayStart: whether the bus may start the destination's service.
  ///   - mayAsk: whether polkit may ask the user for a password.
  /// - Throws: the remote error, or `BusError.noReply` after the time-out.
  public func call(
    _ destination: Destination, _ method: String, _ arguments: [Variant] = [],
    timeout: Duration? = nil, mayStart: Bool = true, mayAsk: Bool = false
  ) async throws(BusError) -> Variant {
    typealias Reply = Result<Variant, BusError>
    var flags: UInt32 = 0
    if !mayStart { flags |= G_DBUS_CALL_FLAGS_NO_AUTO_START.rawValue }
    if mayAsk { flags |= G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION.rawValue }
    let message = Variant.tuple(arguments)
    let result: Reply = await withCheckedContinuation { continuation in
      message.lend { message in
        g_dbus_connection_call(
          pointer, destination.name, destination.path, destination.interface, method,
          message, nil, GDBusCallFlags(flags),
          milliseconds(of: timeout), nil,
          { source, result, data in
            let box = Unmanaged<Box<CheckedContinuation<Reply, Never>>>.fromOpaque(data!)
              .takeRetainedValue()
            var error: UnsafeMutablePointer<GError>?
            if let reply = g_dbus_connection_call_finish(OpaquePointer(source), result, &error) {
              box.value.resume(returning: .success(Variant(owned: reply)))
            } else {
              box.value.resume(returning: .failure(BusError(consuming: error!)))
            }
          }, Unmanaged.passRetained(Box(continuation)).toOpaque())
      }
    }
    return try result.get()
  }

  /// Calls a method whose answer is one file descriptor; returns it, owned by the caller.
  public func callForDescriptor(
    _ destination: Destination, _ method: String, _ arguments: [Variant] = [],
    timeout: Duration? = nil
  ) async throws(BusError) -> Int32 {
    typealias Reply = Result<Int32, BusError>
    let message = Variant.tuple(arguments)
    let result: Reply = await withCheckedContinuation { continuation in
      message.lend { message in
        g_dbus_connection_call_with_unix_fd_list(
          pointer, destination.name, destination.path, destination.interface, method,
          message, nil, G_DBUS_CALL_FLAGS_NO_AUTO_START,
          milliseconds(of: timeout), nil, nil,
          { source, result, data in
            let box = Unmanaged<Box<CheckedContinuation<Reply, Never>>>.fromOpaque(data!)
              .takeRetainedValue()
            box.value.resume(returning: finishDescriptorCall(OpaquePointer(source), result))
          }, Unmanaged.passRetained(Box(continuation)).toOpaque())
      }
    }
    return try result.get()
  }
}

private func finishDescriptorCall(
  _ connection: OpaquePointer?, _ result: OpaquePointer?
) -> Result<Int32, BusError> {
  var error: UnsafeMutablePointer<GError>?
  var list: UnsafeMutablePointer<GUnixFDList>?
  guard
    let reply = g_dbus_connection_call_with_unix_fd_list_finish(connection, &list, result, &error)
  else { return .failure(BusError(consuming: error!)) }
  g_variant_unref(reply)
  guard let list else {
    return .failure(BusError(name: BusError.failed, message: "The answer has no descriptor."))
  }
  defer { lighten_object_unref(list) }
  let descriptor = g_unix_fd_list_get(list, 0, &error)
  return descriptor >= 0 ? .success(descriptor) : .failure(BusError(consuming: error!))
}

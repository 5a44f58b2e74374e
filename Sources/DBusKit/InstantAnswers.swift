import CGLib
import GLibKit
import Synchronization

/// Answers to a method without arguments that are known beforehand, given on GDBus's own thread.
///
/// A call that goes to the main loop wakes two threads more than the bus's own `Ping` does; this
/// keeps a read that comes from memory as fast as that.
public final class InstantAnswers: Sendable {
  private let interface: String
  private let method: String
  private let answers = Mutex<[String: Int32]>([:])

  /// Prepares answers (of type `i`) to `method` of `interface`.
  public init(interface: String, method: String) {
    self.interface = interface
    self.method = method
  }

  /// What the object at `path` answers from now on; nil leaves the call to the object.
  public func set(_ value: Int32?, for path: String) {
    answers.withLock { $0[path] = value }
  }

  /// Begins to answer on a connection, as long as that lives.
  @LoopActor
  public func attach(to connection: BusConnection) {
    g_dbus_connection_add_filter(
      connection.pointer, received, Unmanaged.passRetained(self).toOpaque(),
      { data in Unmanaged<InstantAnswers>.fromOpaque(data!).release() })
  }

  /// Answers a call and takes over its message, if there is an answer to it.
  fileprivate func answer(_ message: OpaquePointer, on connection: OpaquePointer) -> Bool {
    guard let member = g_dbus_message_get_member(message), member.equals(method),
      g_dbus_message_get_interface(message)?.equals(interface) ?? false,
      g_dbus_message_get_body(message) == nil,
      let path = g_dbus_message_get_path(message),
      let value = answers.withLock({ $0[String(cString: path)] })
    else { return false }
    let reply = g_dbus_message_new_method_reply(message)!
    Variant.tuple([.int32(value)]).lend { g_dbus_message_set_body(reply, $0) }
    send(reply, message, connection)
    lighten_object_unref(UnsafeMutableRawPointer(message))
    return true
  }
}

// Outside of the actor: GDBus calls it on its own thread.
private let received: GDBusMessageFilterFunction = { connection, message, isIncoming, data in
  guard isIncoming != 0, let connection, let message,
    g_dbus_message_get_message_type(message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL
  else { return message }
  let answers = Unmanaged<InstantAnswers>.fromOpaque(data!).takeUnretainedValue()
  return answers.answer(message, on: connection) ? nil : message
}

extension UnsafePointer<CChar> {
  /// Whether the C string is `text`, compared without making a copy.
  fileprivate func equals(_ text: String) -> Bool {
    text.withCString { g_strcmp0(self, $0) == 0 }
  }
}

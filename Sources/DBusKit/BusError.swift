import CGLib
import GLibKit

/// An error as it travels over D-Bus: a name and a sentence.
public struct BusError: Error, Equatable, CustomStringConvertible {
  /// The error's name, such as `org.freedesktop.DBus.Error.InvalidArgs`.
  public let name: String
  /// What happened and what to do about it.
  public let message: String

  /// Makes an error.
  public init(name: String, message: String) {
    self.name = name
    self.message = message
  }

  /// The message.
  public var description: String { message }

  /// The standard error for wrong values.
  public static func invalidArguments(_ message: String) -> BusError {
    BusError(name: "org.freedesktop.DBus.Error.InvalidArgs", message: message)
  }

  /// There is no object at a path.
  public static func unknownObject(_ path: String) -> BusError {
    BusError(name: unknownObject, message: "There is no object \(path).")
  }

  /// Answers a message with this error, if its sender wants an answer.
  func answer(_ message: OpaquePointer, on connection: OpaquePointer) {
    send(g_dbus_message_new_method_error_literal(message, name, self.message)!, message, connection)
  }

  /// Splits a `GError` of a D-Bus call into the remote error's name and message.
  package init(consuming error: UnsafeMutablePointer<GError>) {
    let name = g_dbus_error_get_remote_error(error)
    g_dbus_error_strip_remote_error(error)
    let copy = GLibError(consuming: error)
    self.message = copy.message
    if let name {
      self.name = String(cString: name)
      g_free(name)
    } else {
      // Errors of our own side (a closed connection, a time-out) have no remote name.
      self.name = copy.isIO(G_IO_ERROR_TIMED_OUT) ? Self.noReply : Self.disconnected
    }
  }

  /// The name of the error that has no better one.
  public static let failed = "org.freedesktop.DBus.Error.Failed"
  /// The name of the error when no answer came in time.
  public static let noReply = "org.freedesktop.DBus.Error.NoReply"
  /// The name of the error when the connection is gone.
  public static let disconnected = "org.freedesktop.DBus.Error.Disconnected"
  /// The name of the error when nobody owns the destination's name.
  public static let serviceUnknown = "org.freedesktop.DBus.Error.ServiceUnknown"
  /// The name of the error when the destination's name has no owner and none can be started.
  public static let nameHasNoOwner = "org.freedesktop.DBus.Error.NameHasNoOwner"
  /// The name of the error when there is no object at the path.
  public static let unknownObject = "org.freedesktop.DBus.Error.UnknownObject"
  /// The name of the error when the object has no such method or interface.
  public static let unknownMethod = "org.freedesktop.DBus.Error.UnknownMethod"
  /// The name of the error when a call is too large.
  public static let limitsExceeded = "org.freedesktop.DBus.Error.LimitsExceeded"
  /// The name of the error when the object has no such interface.
  public static let unknownInterface = "org.freedesktop.DBus.Error.UnknownInterface"
  /// The name of the error when the interface has no such property.
  public static let unknownProperty = "org.freedesktop.DBus.Error.UnknownProperty"
  /// Whether the other side does not know the object, interface, method or property.
  public var isUnknownMember: Bool {
    [Self.unknownObject, Self.unknownInterface, Self.unknownMethod, Self.unknownProperty]
      .contains(name)
  }
  /// The name of the error when a policy forbids the call.
  public static let accessDenied = "org.freedesktop.DBus.Error.AccessDenied"
}

/// Sends the answer to a message, which it frees, if its sender wants one.
func send(_ reply: OpaquePointer, _ message: OpaquePointer, _ connection: OpaquePointer) {
  let flags = g_dbus_message_get_flags(message).rawValue
  if flags & G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED.rawValue == 0 {
    g_dbus_connection_send_message(connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, nil, nil)
  }
  lighten_object_unref(UnsafeMutableRawPointer(reply))
}

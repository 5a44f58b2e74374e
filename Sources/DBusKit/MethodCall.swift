import CGLib
import GLibKit

/// A method call that waits for its answer.
///
/// It is answered once. One that is dropped unanswered answers with an error, so that no caller
/// waits in vain.
@LoopActor
public final class MethodCall {
  /// Who calls what.
  public struct Header: Sendable {
    /// The caller's unique name.
    public let sender: String
    /// The object's path.
    public let path: String
    /// The interface.
    public let interface: String
    /// The method.
    public let method: String

    /// Copies what GDBus hands to a callback.
    init(
      _ sender: UnsafePointer<CChar>?, _ path: UnsafePointer<CChar>?,
      _ interface: UnsafePointer<CChar>?, _ method: UnsafePointer<CChar>?
    ) {
      self.sender = sender.map { String(cString: $0) } ?? ""
      self.path = path.map { String(cString: $0) } ?? ""
      self.interface = interface.map { String(cString: $0) } ?? ""
      self.method = method.map { String(cString: $0) } ?? ""
    }
  }

  /// Who calls what.
  public nonisolated let header: Header
  /// The arguments, a tuple of the signature that the XML says.
  public nonisolated let arguments: Variant
  private var answer: Answer?
  private static var unanswered = 0
  private static var waiters: [CheckedContinuation<Void, Never>] = []

  /// Where the answer goes; each pointer is a reference that the answer releases.
  private enum Answer {
    /// GDBus has the call.
    case invocation(OpaquePointer)
    /// The call was taken from GDBus.
    case message(OpaquePointer, connection: OpaquePointer)
  }

  init(_ header: Header, _ arguments: Variant, invocation: Reference) {
    self.header = header
    self.arguments = arguments
    answer = .invocation(invocation.pointer)
    Self.unanswered += 1
  }

  /// Takes over both references.
  init(message: Reference, connection: Reference) {
    let (message, connection) = (message.pointer, connection.pointer)
    header = Header(
      g_dbus_message_get_sender(message), g_dbus_message_get_path(message),
      g_dbus_message_get_interface(message), g_dbus_message_get_member(message))
    arguments = g_dbus_message_get_body(message).map { Variant($0) } ?? .tuple([])
    answer = .message(message, connection: connection)
    Self.unanswered += 1
  }

  /// The caller's unique name.
  public nonisolated var sender: String { header.sender }
  /// The object's path.
  public nonisolated var path: String { header.path }
  /// The method.
  public nonisolated var method: String { header.method }

  isolated deinit {
    fail(
      BusError(
        name: BusError.failed,
        message: "\(header.interface).\(method) ended early."))
  }

  /// Waits until every call was answered.
  public static func waitUntilAllAnswered() async {
    if unanswered > 0 { await withCheckedContinuation { waiters.append($0) } }
  }

  /// Hands out where the answer goes, once.
  private func takeAnswer() -> Answer? {
    guard let answer else { return nil }
    self.answer = nil
    Self.unanswered -= 1
    if Self.unanswered == 0 {
      for waiter in Self.waiters { waiter.resume() }
      Self.waiters = []
    }
    return answer
  }

  /// Answers with the method's results.
  public func reply(_ results: [Variant] = []) {
    let results = Variant.tuple(results)
    switch takeAnswer() {
    case .invocation(let invocation):
      results.lend { g_dbus_method_invocation_return_value(invocation, $0) }
    case .message(let message, let connection):
      let reply = g_dbus_message_new_method_reply(message)!
      results.lend { g_dbus_message_set_body(reply, $0) }
      send(reply, message, connection)
      release(message, connection)
    case nil: return
    }
  }

  /// Answers with an error.
  public func fail(_ error: BusError) {
    switch takeAnswer() {
    case .invocation(let invocation):
      g_dbus_method_invocation_return_dbus_error(invocation, error.name, error.message)
    case .message(let message, let connection):
      error.answer(message, on: connection)
      release(message, connection)
    case nil: return
    }
  }

  private func release(_ message: OpaquePointer, _ connection: OpaquePointer) {
    lighten_object_unref(UnsafeMutableRawPointer(message))
    lighten_object_unref(UnsafeMutableRawPointer(connection))
  }
}

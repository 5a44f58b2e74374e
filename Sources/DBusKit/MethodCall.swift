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
  private var invocation: OpaquePointer?

  init(_ header: Header, _ arguments: Variant, invocation: Reference) {
    self.header = header
    self.arguments = arguments
    self.invocation = invocation.pointer
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
        name: "org.freedesktop.DBus.Error.Failed",
        message: "\(header.interface).\(method) ended early."))
  }

  /// Answers with the method's results.
  public func reply(_ results: [Variant] = []) {
    guard let invocation else { return }
    self.invocation = nil
    // Takes over the invocation's reference.
    Variant.tuple(results).lend { g_dbus_method_invocation_return_value(invocation, $0) }
  }

  /// Answers with an error.
  public func fail(_ error: BusError) {
    guard let invocation else { return }
    self.invocation = nil
    g_dbus_method_invocation_return_dbus_error(invocation, error.name, error.message)
  }
}

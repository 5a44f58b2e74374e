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
  private static var unanswered = 0
  private static var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ header: Header, _ arguments: Variant, invocation: Reference) {
    self.header = header
    self.arguments = arguments
    self.invocation = invocation.pointer
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
        name: "org.freedesktop.DBus.Error.Failed",
        message: "\(header.interface).\(method) ended early."))
  }

  /// Waits until every call was answered.
  public static func waitUntilAllAnswered() async {
    if unanswered > 0 { await withCheckedContinuation { waiters.append($0) } }
  }

  /// Hands out the invocation, once.
  private func takeInvocation() -> OpaquePointer? {
    guard let invocation else { return nil }
    self.invocation = nil
    Self.unanswered -= 1
    if Self.unanswered == 0 {
      for waiter in Self.waiters { waiter.resume() }
      Self.waiters = []
    }
    return invocation
  }

  /// Answers with the method's results.
  public func reply(_ results: [Variant] = []) {
    guard let invocation = takeInvocation() else { return }
    // Takes over the invocation's reference.
    Variant.tuple(results).lend { g_dbus_method_invocation_return_value(invocation, $0) }
  }

  /// Answers with an error.
  public func fail(_ error: BusError) {
    guard let invocation = takeInvocation() else { return }
    g_dbus_method_invocation_return_dbus_error(invocation, error.name, error.message)
  }
}

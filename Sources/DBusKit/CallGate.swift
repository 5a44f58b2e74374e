import CGLib
import GLibKit
import Synchronization

/// Looks at each method call before GDBus does, on GDBus's own thread, and knows which objects there are
/// below a path.
///
/// - A call that is too large is refused before the loop has any work with it.
/// - A call for an object or an interface that is not there is handed to the loop, where it may wait for
///   its object, or gets an error that says more than the bus's own. It never meets an interface that
///   is just being taken from the bus: GDBus would answer `UnknownMethod`.
/// - A call to any other path is refused. GDBus by itself introspects every path there is not.
public final class CallGate: Sendable {
  /// The path above the objects.
  let parent: String
  private let node: NodeDescription
  private let interfaces: Set<String>
  private let limits: CallLimits
  private let onCall: @LoopActor @Sendable (MethodCall) -> Void
  private let onLargeCall: @LoopActor @Sendable () -> Void
  private let state = Mutex(State())
  /// The parent and the nodes above it.
  private let fixed: Set<String>

  private struct State {
    /// The objects below the parent, and their interfaces.
    var objects: [String: Set<String>] = [:]
    /// Whether an object may be there that is not known yet.
    var isOpen = true
  }

  /// What is done with a call.
  enum Verdict: Equatable {
    /// GDBus gets it.
    case pass
    /// The loop gets it.
    case handOver
    /// The caller is told.
    case refuse(BusError)
  }

  /// Makes a gate for the objects just below `parent` that `node` describes.
  ///
  /// - Parameters:
  ///   - onCall: gets the calls of the node's methods, of properties and of introspection, for an
  ///     object or an interface that is not there; after `close()` only those of the node's.
  ///   - onLargeCall: called when a call was too large; GDBus frees it in a moment.
  @LoopActor
  public init(
    parent: String, node: NodeDescription, limits: CallLimits,
    onLargeCall: @escaping @LoopActor @Sendable () -> Void = {},
    onCall: @escaping @LoopActor @Sendable (MethodCall) -> Void
  ) {
    self.parent = parent
    self.node = node
    self.limits = limits
    self.onCall = onCall
    self.onLargeCall = onLargeCall
    interfaces = Set(node.interfaces)
    let ends = parent.indices.filter { parent[$0] == "/" && $0 != parent.startIndex }
    fixed = Set(["/", parent] + ends.map { String(parent[..<$0]) })
  }

  /// From now on every object that there is is known.
  public func close() { state.withLock { $0.isOpen = false } }

  /// The object at `path` has these interfaces from now on, none where there is no such object.
  func set(_ interfaces: Set<String>, at path: String) {
    state.withLock { $0.objects[path] = interfaces.isEmpty ? nil : interfaces }
  }

  /// Begins to look at the calls of a connection, as long as that lives.
  @LoopActor
  public func attach(to connection: BusConnection) {
    g_dbus_connection_add_filter(
      connection.pointer, received, Unmanaged.passRetained(self).toOpaque(),
      { data in Unmanaged<CallGate>.fromOpaque(data!).release() })
  }

  /// What is done with a call to `interface` of the object at `path`. For properties `target` is the
  /// interface that is asked for.
  func verdict(path: String, interface: String, target: String?) -> Verdict {
    // It does not matter where those go (D-Bus specification, org.freedesktop.DBus.Peer).
    if fixed.contains(path) || interface == "org.freedesktop.DBus.Peer" { return .pass }
    let unknown = Verdict.refuse(.unknownObject(path))
    guard path.hasPrefix(parent + "/"), !path.dropFirst(parent.utf8.count + 1).contains("/")
    else { return unknown }
    return state.withLock { state in
      if let present = state.objects[path] {
        let wanted = target ?? interface
        return present.contains(wanted) || !interfaces.contains(wanted) ? .pass : .handOver
      }
      return state.isOpen || interfaces.contains(interface) ? .handOver : unknown
    }
  }

  fileprivate func verdict(_ message: OpaquePointer) -> Verdict {
    let body = g_dbus_message_get_body(message)
    guard let path = g_dbus_message_get_path(message) else { return .pass }
    if let excess = limits.excess(path: path, body: body) {
      return .refuse(
        BusError(name: BusError.limitsExceeded, message: "The call \(excess)."))
    }
    let interface = g_dbus_message_get_interface(message).map { String(cString: $0) } ?? ""
    var target: String?
    if interface == BusConnection.properties, let body { target = Variant(body)[0]?.string }
    return verdict(
      path: String(cString: path), interface: interface, target: target)
  }

  /// Tells the caller, and drops the call. GDBus frees it on its own thread: to free a large one would
  /// take the loop's time.
  fileprivate func refuse(_ message: OpaquePointer, _ connection: OpaquePointer, _ error: BusError)
  {
    error.answer(message, on: connection)
    lighten_object_unref(UnsafeMutableRawPointer(message))
    if error.name == BusError.limitsExceeded { runOnLoop { [onLargeCall] in onLargeCall() } }
  }

  /// Hands a call to the loop, in order with those that GDBus hands to it.
  fileprivate func handOver(_ message: OpaquePointer, _ connection: OpaquePointer) {
    let (message, connection) = (Reference(pointer: message), Reference(retaining: connection))
    runOnLoop { [self] in take(MethodCall(message: message, connection: connection)) }
  }

  private func runOnLoop(_ action: @escaping @LoopActor @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box<@LoopActor @Sendable () -> Void>(action))
    g_idle_add_full(
      G_PRIORITY_DEFAULT,
      { data in
        let action = Unmanaged<Box<@LoopActor @Sendable () -> Void>>.fromOpaque(data!)
          .takeUnretainedValue().value
        LoopActor.assumeIsolated { action() }
        return 0  // G_SOURCE_REMOVE
      }, box.toOpaque(), { data in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  @LoopActor private func take(_ call: MethodCall) {
    if let error = node.mismatch(of: call) { call.fail(error) } else { onCall(call) }
  }
}

// Outside of the actor: GDBus calls it on its own thread.
private let received: GDBusMessageFilterFunction = { connection, message, isIncoming, data in
  guard isIncoming != 0, let connection, let message,
    g_dbus_message_get_message_type(message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL
  else { return message }
  let gate = Unmanaged<CallGate>.fromOpaque(data!).takeUnretainedValue()
  switch gate.verdict(message) {
  case .pass: return message
  case .handOver:
    gate.handOver(message, connection)
    return nil
  case .refuse(let error):
    gate.refuse(message, connection, error)
    return nil
  }
}

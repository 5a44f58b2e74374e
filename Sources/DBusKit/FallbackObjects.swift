import CGLib
import GLibKit

/// Answers calls below a path for which no object, or not that interface of it, is exported.
///
/// So a call that comes before its object can wait for it, and one for an object that is not there
/// gets an error that says more than the bus's own.
@LoopActor
public final class FallbackObjects {
  private let connection: BusConnection
  private var id: guint = 0

  /// Takes calls of the interfaces of `node` below `path` and hands them to `handler` with the last
  /// part of their path.
  public init(
    _ connection: BusConnection, path: String, node: NodeDescription,
    handler: @escaping @LoopActor (MethodCall) -> Void
  ) throws(GLibError) {
    self.connection = connection
    var vtable = GDBusSubtreeVTable()
    vtable.enumerate = enumerateNothing
    vtable.introspect = describeNode
    vtable.dispatch = dispatchCall
    let box = Unmanaged.passRetained(Fallback(node: node, handler: handler))
    id = try GLibError.check { error in
      g_dbus_connection_register_subtree(
        connection.pointer, path, &vtable,
        G_DBUS_SUBTREE_FLAGS_DISPATCH_TO_UNENUMERATED_NODES, box.toOpaque(),
        { data in Unmanaged<Fallback>.fromOpaque(data!).release() }, error)
    }
  }

  isolated deinit { g_dbus_connection_unregister_subtree(connection.pointer, id) }
}

/// What the callbacks need; it lives as long as the registration.
@LoopActor
private final class Fallback {
  private let node: NodeDescription
  private let handler: @LoopActor (MethodCall) -> Void
  /// GDBus keeps the address that it is given.
  let vtable: UnsafeMutablePointer<GDBusInterfaceVTable>

  init(node: NodeDescription, handler: @escaping @LoopActor (MethodCall) -> Void) {
    self.node = node
    self.handler = handler
    vtable = .allocate(capacity: 1)
    vtable.initialize(to: GDBusInterfaceVTable())
    vtable.pointee.method_call = methodCalled
    vtable.pointee.get_property = noProperty
  }

  isolated deinit { vtable.deallocate() }

  func handle(_ call: MethodCall) { handler(call) }

  /// The interfaces as GDBus wants them: a list, with a reference each, that it frees.
  nonisolated func descriptions() -> Reference {
    LoopActor.assumeIsolated { Reference(pointer: OpaquePointer(node.descriptions())) }
  }
}

private let enumerateNothing: GDBusSubtreeEnumerateFunc = { _, _, _, _ in
  g_malloc0(gsize(MemoryLayout<UnsafeMutablePointer<gchar>?>.stride))
    .assumingMemoryBound(to: UnsafeMutablePointer<gchar>?.self)
}

private let describeNode: GDBusSubtreeIntrospectFunc = { _, _, _, node, data in
  guard node != nil else { return nil }
  let fallback = Unmanaged<Fallback>.fromOpaque(data!).takeUnretainedValue()
  return UnsafeMutablePointer(fallback.descriptions().pointer)
}

private let dispatchCall: GDBusSubtreeDispatchFunc = { _, _, _, _, _, userData, data in
  let fallback = Unmanaged<Fallback>.fromOpaque(data!).takeUnretainedValue()
  userData?.pointee = data
  return UnsafePointer(
    LoopActor.assumeIsolated { Reference(pointer: OpaquePointer(fallback.vtable)) }.pointer)
}

private let methodCalled: GDBusInterfaceMethodCallFunc = {
  _, sender, path, interface, method, arguments, invocation, data in
  let fallback = Unmanaged<Fallback>.fromOpaque(data!).takeUnretainedValue()
  let header = MethodCall.Header(sender, path, interface, method)
  let arguments = Variant(arguments!)
  let reference = Reference(pointer: invocation!)
  LoopActor.assumeIsolated {
    fallback.handle(MethodCall(header, arguments, invocation: reference))
  }
}

private let noProperty: GDBusInterfaceGetPropertyFunc = { _, _, path, _, property, error, _ in
  let message = "\(String(cString: path!)) has no \(String(cString: property!)) at the moment."
  lighten_set_bus_error(error, G_DBUS_ERROR_UNKNOWN_OBJECT, message)
  return nil
}

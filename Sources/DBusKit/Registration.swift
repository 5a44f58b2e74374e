import CGLib
import GLibKit

/// An interface on the bus, from its registration until it is released.
@LoopActor
public final class Registration {
  private let connection: BusConnection
  private let id: guint

  /// Exports `interface` at `path` as `node` describes it.
  ///
  /// - Throws: when the path has the interface already, or the XML does not describe it.
  public init(
    _ connection: BusConnection, path: String, node: NodeDescription,
    interface: any BusInterface
  ) throws(GLibError) {
    self.connection = connection
    guard let info = node.info(of: interface.name) else {
      throw GLibError(message: "the XML does not describe \(interface.name)")
    }
    var vtable = GDBusInterfaceVTable()
    vtable.method_call = methodCalled
    vtable.get_property = propertyAsked
    let box = Unmanaged.passRetained(Box<any BusInterface>(interface))
    id = try GLibError.check { error in
      g_dbus_connection_register_object(
        connection.pointer, path, info, &vtable, box.toOpaque(),
        { data in Unmanaged<AnyObject>.fromOpaque(data!).release() }, error)
    }
  }

  isolated deinit { g_dbus_connection_unregister_object(connection.pointer, id) }
}

// Both callbacks copy everything out of C first; only Swift values cross into the actor.

private let methodCalled: GDBusInterfaceMethodCallFunc = {
  _, sender, path, interface, method, arguments, invocation, data in
  let target = Unmanaged<Box<any BusInterface>>.fromOpaque(data!).takeUnretainedValue().value
  let header = MethodCall.Header(sender, path, interface, method)
  let arguments = Variant(arguments!)
  let reference = Reference(pointer: invocation!)
  LoopActor.assumeIsolated {
    target.handle(MethodCall(header, arguments, invocation: reference))
  }
}

private let propertyAsked: GDBusInterfaceGetPropertyFunc = {
  _, _, _, _, property, error, data in
  let target = Unmanaged<Box<any BusInterface>>.fromOpaque(data!).takeUnretainedValue().value
  let name = String(cString: property!)
  guard let value = LoopActor.assumeIsolated({ target.property(name) }) else {
    lighten_set_bus_error(
      error, G_DBUS_ERROR_UNKNOWN_PROPERTY, "\(name) has no value at the moment.")
    return nil
  }
  return value.lend { g_variant_ref($0) }
}

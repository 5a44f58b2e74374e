import CGLib
import GLibKit

/// An interface on the bus, from its registration until it is released.
@LoopActor
public final class Registration {
  private let connection: BusConnection
  private let id: guint
  private let target: Target

  /// What answers. It may change while the interface is on the bus.
  @LoopActor fileprivate final class Target {
    var interface: any BusInterface

    init(_ interface: any BusInterface) {
      self.interface = interface
    }
  }

  /// What answers calls from now on; of the same name as before.
  var interface: any BusInterface {
    get { target.interface }
    set { target.interface = newValue }
  }

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
    target = Target(interface)
    let box = Unmanaged.passRetained(target)
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
  let target = Unmanaged<Registration.Target>.fromOpaque(data!).takeUnretainedValue()
  let header = MethodCall.Header(sender, path, interface, method)
  let arguments = Variant(arguments!)
  let reference = Reference(pointer: invocation!)
  LoopActor.assumeIsolated {
    target.interface.handle(MethodCall(header, arguments, invocation: reference))
  }
}

private let propertyAsked: GDBusInterfaceGetPropertyFunc = {
  _, _, _, _, property, error, data in
  let target = Unmanaged<Registration.Target>.fromOpaque(data!).takeUnretainedValue()
  let name = String(cString: property!)
  guard let value = LoopActor.assumeIsolated({ target.interface.property(name) }) else {
    lighten_set_bus_error(
      error, G_DBUS_ERROR_UNKNOWN_PROPERTY, "\(name) has no value at the moment.")
    return nil
  }
  return value.lend { g_variant_ref($0) }
}

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
    let properties: [String]
    var interface: any BusInterface
    var onLateCall: (@LoopActor (MethodCall) -> Void)?

    init(_ interface: any BusInterface, properties: [String]) {
      self.interface = interface
      self.properties = properties
    }

    func take(_ call: MethodCall) {
      if let onLateCall {
        onLateCall(call)
      } else if call.header.interface == interface.name {
        interface.handle(call)
      } else {
        answerProperties(call)
      }
    }

    func answerProperties(_ call: MethodCall) {
      switch call.method {
      case "GetAll": call.reply([values])
      case "Get":
        let property = call.arguments[1]?.string ?? ""
        if let value = interface.property(property) {
          call.reply([.variant(value)])
        } else {
          call.fail(.invalidArguments("No such property “\(property)”"))
        }
      default: call.fail(.invalidArguments("No property of \(interface.name) can be written."))
      }
    }

    var values: Variant {
      var values: [String: Variant] = [:]
      for property in properties { values[property] = interface.property(property) }
      return .dictionary(values)
    }
  }

  /// From now on calls go to `onLateCall`: the interface is about to be taken from the bus.
  func retire(_ onLateCall: @escaping @LoopActor (MethodCall) -> Void) {
    target.onLateCall = onLateCall
  }

  /// From now on `interface`, of the same name as before, answers.
  func revive(_ interface: any BusInterface) {
    target.onLateCall = nil
    target.interface = interface
  }

  /// The present values of all properties.
  var values: Variant { target.values }

  /// Hands a call to the interface, or answers it where it is one for properties.
  func take(_ call: MethodCall) { target.take(call) }

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
    // Without a function for properties, GDBus hands on the calls for them: it would answer them itself
    // as long as it knows the interface.
    vtable.method_call = methodCalled
    target = Target(interface, properties: node.properties(of: interface.name))
    let box = Unmanaged.passRetained(target)
    id = try GLibError.check { error in
      g_dbus_connection_register_object(
        connection.pointer, path, info, &vtable, box.toOpaque(),
        { data in Unmanaged<AnyObject>.fromOpaque(data!).release() }, error)
    }
  }

  isolated deinit { g_dbus_connection_unregister_object(connection.pointer, id) }
}

// Copies everything out of C first; only Swift values cross into the actor.

private let methodCalled: GDBusInterfaceMethodCallFunc = {
  _, sender, path, interface, method, arguments, invocation, data in
  let target = Unmanaged<Registration.Target>.fromOpaque(data!).takeUnretainedValue()
  let header = MethodCall.Header(sender, path, interface, method)
  let arguments = Variant(arguments!)
  let reference = Reference(pointer: invocation!)
  LoopActor.assumeIsolated {
    target.take(MethodCall(header, arguments, invocation: reference))
  }
}

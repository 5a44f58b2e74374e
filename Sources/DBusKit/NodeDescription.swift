import CGLib
import GLibKit

/// What an object offers, read from D-Bus introspection XML.
@LoopActor
public final class NodeDescription {
  private let pointer: UnsafeMutablePointer<GDBusNodeInfo>

  /// Reads the XML; throws GLib's error when it is not valid.
  public init(xml: String) throws(GLibError) {
    let pointer = try GLibError.check { g_dbus_node_info_new_for_xml(xml, $0) }
    guard let pointer else { throw GLibError(message: "no description in the XML") }
    self.pointer = pointer
  }

  isolated deinit { g_dbus_node_info_unref(pointer) }

  /// The names of the interfaces.
  public var interfaces: [String] {
    sequence(first: 0) { $0 + 1 }.lazy
      .map { self.pointer.pointee.interfaces[$0] }
      .prefix { $0 != nil }
      .map { String(cString: $0!.pointee.name) }
  }

  /// The names of an interface's properties.
  public func properties(of interface: String) -> [String] {
    guard let info = info(of: interface), let properties = info.pointee.properties else {
      return []
    }
    return sequence(first: 0) { $0 + 1 }.lazy
      .map { properties[$0] }
      .prefix { $0 != nil }
      .map { String(cString: $0!.pointee.name) }
  }

  /// The names of an interface's methods.
  public func methods(of interface: String) -> [String] {
    guard let info = info(of: interface), let methods = info.pointee.methods else { return [] }
    return sequence(first: 0) { $0 + 1 }.lazy
      .map { methods[$0] }
      .prefix { $0 != nil }
      .map { String(cString: $0!.pointee.name) }
  }

  /// What is wrong with a call of a method that is described here, of a property or of introspection; nil
  /// when nothing is. GDBus checks the same with the calls that it has.
  func mismatch(of call: MethodCall) -> BusError? {
    guard let wanted = signature(of: call.method, call.header.interface) else {
      return BusError(
        name: BusError.unknownMethod, message: "No such method “\(call.method)”")
    }
    if call.arguments.has("(\(wanted))") { return nil }
    return .invalidArguments(
      "The arguments of \(call.method) are “\(wanted)”, not “\(call.arguments.signature)”.")
  }

  /// The signature of a method's arguments, nil where there is no such method.
  private func signature(of method: String, _ interface: String) -> String? {
    guard let info = info(of: interface) else {
      switch (interface, method) {
      case (BusConnection.properties, "Get"): return "ss"
      case (BusConnection.properties, "GetAll"): return "s"
      case (BusConnection.properties, "Set"): return "ssv"
      case (BusConnection.introspectable, "Introspect"): return ""
      default: return nil
      }
    }
    guard let method = g_dbus_interface_info_lookup_method(info, method) else { return nil }
    guard let arguments = method.pointee.in_args else { return "" }
    return sequence(first: 0) { $0 + 1 }.lazy
      .map { arguments[$0] }
      .prefix { $0 != nil }
      .map { String(cString: $0!.pointee.signature) }
      .joined()
  }

  func info(of interface: String) -> UnsafeMutablePointer<GDBusInterfaceInfo>? {
    g_dbus_node_info_lookup_interface(pointer, interface)
  }
}

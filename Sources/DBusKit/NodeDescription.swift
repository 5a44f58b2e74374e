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

  /// All interfaces as GDBus takes them over: a list that ends with NULL, with a reference each.
  func descriptions() -> UnsafeMutablePointer<UnsafeMutablePointer<GDBusInterfaceInfo>?> {
    let infos = interfaces.map { g_dbus_interface_info_ref(info(of: $0)) }
    let list = g_malloc0(
      gsize((infos.count + 1) * MemoryLayout<UnsafeMutablePointer<GDBusInterfaceInfo>?>.stride)
    ).assumingMemoryBound(to: UnsafeMutablePointer<GDBusInterfaceInfo>?.self)
    for (index, info) in infos.enumerated() { list[index] = info }
    return list
  }

  func info(of interface: String) -> UnsafeMutablePointer<GDBusInterfaceInfo>? {
    g_dbus_node_info_lookup_interface(pointer, interface)
  }
}

import GLibKit

/// `org.freedesktop.DBus.ObjectManager` for the objects below a path, as the specification says.
///
/// The objects are exported and announced together, so that whoever hears of one may call it.
@LoopActor
public final class ObjectManager: BusInterface {
  /// The interface's name.
  public nonisolated let name = "org.freedesktop.DBus.ObjectManager"
  private let connection: BusConnection
  private let path: String
  private let node: NodeDescription
  private var objects: [String: [String: Exported]] = [:]
  private var held: [MethodCall]? = []

  private struct Exported {
    let interface: any BusInterface
    let registration: Registration
  }

  /// Makes a manager at `path` for objects that `node` describes.
  ///
  /// `GetManagedObjects` is held back until `open()`.
  public init(_ connection: BusConnection, path: String, node: NodeDescription) {
    self.connection = connection
    self.path = path
    self.node = node
  }

  /// From now on answers `GetManagedObjects` at once.
  public func open() {
    let waiting = held ?? []
    held = nil
    for call in waiting { handle(call) }
  }

  /// Answers `GetManagedObjects`.
  public func handle(_ call: MethodCall) {
    if held != nil {
      held?.append(call)
      return
    }
    let entries = objects.keys.sorted().map { path in
      Variant.entry(.objectPath(path), describe(objects[path] ?? [:]))
    }
    call.reply([.array(of: "{oa{sa{sv}}}", entries)])
  }

  /// Exports interfaces at `path`, in addition to those already there, and announces them.
  public func add(_ interfaces: [any BusInterface], at path: String) throws(GLibError) {
    var added: [String: Exported] = [:]
    for interface in interfaces {
      added[interface.name] = Exported(
        interface: interface,
        registration: try Registration(
          connection, path: path, node: node, interface: interface))
    }
    objects[path, default: [:]].merge(added) { _, new in new }
    connection.emit(
      path: self.path, interface: name, signal: "InterfacesAdded",
      [.objectPath(path), describe(added)])
  }

  /// Takes interfaces (all of them by default) from the bus and announces it.
  public func remove(at path: String, interfaces: [String]? = nil) {
    guard let exported = objects[path] else { return }
    let names = exported.keys.filter { interfaces?.contains($0) ?? true }.sorted()
    guard !names.isEmpty else { return }
    for name in names { objects[path]?[name] = nil }
    if objects[path]?.isEmpty == true { objects[path] = nil }
    connection.emit(
      path: self.path, interface: name, signal: "InterfacesRemoved",
      [.objectPath(path), .strings(names)])
  }

  /// Hands a call to the interface that it is for; false when that is not exported.
  public func forward(_ call: MethodCall) -> Bool {
    guard let exported = objects[call.path]?[call.header.interface] else { return false }
    exported.interface.handle(call)
    return true
  }

  /// Tells everybody the present values of properties of an exported interface.
  public func emitChanged(_ properties: [String], of interface: String, at path: String) {
    guard let exported = objects[path]?[interface] else { return }
    connection.emitPropertiesChanged(properties, of: exported.interface, at: path)
  }

  private func describe(_ interfaces: [String: Exported]) -> Variant {
    let entries = interfaces.sorted { $0.key < $1.key }.map { name, exported in
      var values: [String: Variant] = [:]
      for property in node.properties(of: name) {
        values[property] = exported.interface.property(property)
      }
      return Variant.entry(.string(name), .dictionary(values))
    }
    return .array(of: "{sa{sv}}", entries)
  }
}

extension BusConnection {
  /// Sends `PropertiesChanged` with the present values of an interface's properties.
  public func emitPropertiesChanged(
    _ properties: [String], of interface: any BusInterface, at path: String
  ) {
    var values: [String: Variant] = [:]
    for property in properties { values[property] = interface.property(property) }
    emit(
      path: path, interface: "org.freedesktop.DBus.Properties", signal: "PropertiesChanged",
      [.string(interface.name), .dictionary(values), .strings([])])
  }
}

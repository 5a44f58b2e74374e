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
  private let gate: CallGate
  private var parent: Registration?
  private let onLateCall: @LoopActor (MethodCall) -> Void
  /// Interfaces that were removed. GDBus answers calls that it has in hand with `UnknownMethod` where it
  /// knows the interface no more, so it knows it until there can be none.
  private var removed: [String: [String: Registration]] = [:]

  private struct Exported {
    let interface: any BusInterface
    let registration: Registration
  }

  /// Makes a manager at `path` for objects that `node` describes, and tells `gate` of them.
  ///
  /// `GetManagedObjects` is held back until `open()`. `onLateCall` answers calls that were on their way
  /// to an interface when it was removed.
  public init(
    _ connection: BusConnection, path: String, node: NodeDescription, gate: CallGate,
    onLateCall: @escaping @LoopActor (MethodCall) -> Void
  ) throws(GLibError) {
    self.connection = connection
    self.path = path
    self.node = node
    self.gate = gate
    self.onLateCall = onLateCall
    let listing = ParentNode { [weak self] in
      self?.objects.keys.sorted().map { String($0.dropFirst(gate.parent.utf8.count + 1)) } ?? []
    }
    parent = try Registration(
      connection, path: gate.parent, node: try ParentNode.description(), interface: listing)
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
        interface: interface, registration: try register(interface, at: path))
    }
    objects[path, default: [:]].merge(added) { _, new in new }
    tellGate(path)
    connection.emit(
      path: self.path, interface: name, signal: "InterfacesAdded",
      [.objectPath(path), describe(added)])
  }

  /// Takes interfaces (all of them by default) from the bus and announces it.
  public func remove(at path: String, interfaces: [String]? = nil) {
    guard let exported = objects[path] else { return }
    let names = exported.keys.filter { interfaces?.contains($0) ?? true }.sorted()
    guard !names.isEmpty else { return }
    for name in names {
      guard let registration = objects[path]?.removeValue(forKey: name)?.registration else {
        continue
      }
      registration.retire(onLateCall)
      removed[path, default: [:]][name] = registration
    }
    if objects[path]?.isEmpty == true { objects[path] = nil }
    tellGate(path)
    unregisterLater(names, at: path)
    connection.emit(
      path: self.path, interface: name, signal: "InterfacesRemoved",
      [.objectPath(path), .strings(names)])
  }

  /// Hands a call to the interface that it is for; false when that is not exported.
  public func forward(_ call: MethodCall) -> Bool {
    if call.header.interface == BusConnection.introspectable { return introspect(call) }
    let isProperties = call.header.interface == BusConnection.properties
    let name = isProperties ? call.arguments[0]?.string ?? "" : call.header.interface
    guard let exported = objects[call.path]?[name] else { return false }
    exported.registration.take(call)
    return true
  }

  /// GDBus describes an object that is there by now.
  private func introspect(_ call: MethodCall) -> Bool {
    guard objects[call.path] != nil else { return false }
    let destination = BusConnection.Destination(
      name: connection.uniqueName, path: call.path, interface: call.header.interface)
    LoopTask { [connection] in
      do throws(BusError) {
        let reply = try await connection.call(destination, call.method)
        call.reply(reply.members)
      } catch {
        call.fail(error)
      }
    }
    return true
  }

  private func tellGate(_ path: String) {
    gate.set(Set((objects[path] ?? [:]).keys), at: path)
  }

  private func register(
    _ interface: any BusInterface, at path: String
  ) throws(GLibError) -> Registration {
    if let registration = removed[path]?.removeValue(forKey: interface.name) {
      registration.revive(interface)
      return registration
    }
    return try Registration(connection, path: path, node: node, interface: interface)
  }

  /// Ends the registration of removed interfaces when no call can be on its way to them.
  private func unregisterLater(_ names: [String], at path: String) {
    let registrations = names.compactMap { removed[path]?[$0] }
    LoopTask { [self] in
      await connection.passCalls()
      for (name, registration) in zip(names, registrations)
      where removed[path]?[name] === registration {
        removed[path]?[name] = nil
      }
      if removed[path]?.isEmpty == true { removed[path] = nil }
    }
  }

  /// Tells everybody the present values of properties of an exported interface.
  public func emitChanged(_ properties: [String], of interface: String, at path: String) {
    guard let exported = objects[path]?[interface] else { return }
    connection.emitPropertiesChanged(properties, of: exported.interface, at: path)
  }

  private func describe(_ interfaces: [String: Exported]) -> Variant {
    let entries = interfaces.sorted { $0.key < $1.key }.map { name, exported in
      Variant.entry(.string(name), exported.registration.values)
    }
    return .array(of: "{sa{sv}}", entries)
  }
}

extension BusConnection {
  /// The specification's interface for properties.
  public nonisolated static let properties = "org.freedesktop.DBus.Properties"
  /// The specification's interface for introspection.
  nonisolated static let introspectable = "org.freedesktop.DBus.Introspectable"

  /// Returns when every call that has arrived by now has been handed to its object.
  ///
  /// GDBus's thread takes messages one after the other: the answer to this one comes after them.
  func passCalls() async {
    _ = try? await call(Self.bus, "GetId")
  }

  /// Sends `PropertiesChanged` with the present values of an interface's properties.
  public func emitPropertiesChanged(
    _ properties: [String], of interface: any BusInterface, at path: String
  ) {
    var values: [String: Variant] = [:]
    for property in properties { values[property] = interface.property(property) }
    emit(
      path: path, interface: Self.properties, signal: "PropertiesChanged",
      [.string(interface.name), .dictionary(values), .strings([])])
  }
}

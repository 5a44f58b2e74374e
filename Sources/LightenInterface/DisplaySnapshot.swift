import GLibKit
import LightenCore

/// A display as the service describes it, at one moment.
public struct DisplaySnapshot: Equatable, Sendable {
  /// Its object path.
  public let path: String
  /// Its interfaces with their properties.
  public private(set) var interfaces: [String: [String: Variant]]

  /// Makes a snapshot from what `GetManagedObjects` or `InterfacesAdded` says.
  public init(path: String, interfaces: Variant) {
    self.path = path
    self.interfaces = interfaces.dictionary.mapValues(\.dictionary)
  }

  /// The number N.
  public var number: Int { BusNames.number(ofDisplayAt: path) ?? -1 }
  /// Whether its brightness can be controlled.
  public var isControllable: Bool { interfaces[BusNames.backlight] != nil }
  /// Whether it has VCP features.
  public var hasFeatures: Bool { interfaces[BusNames.vcp] != nil }
  /// The present brightness in percent, nil where it cannot be controlled.
  public var brightness: Int? {
    interfaces[BusNames.backlight]?["Brightness"]?.uint32.map { Int($0) }
  }
  /// Whether automatic brightness is on.
  public var isAuto: Bool { interfaces[BusNames.backlight]?["Auto"]?.boolean ?? false }
  /// What was learned for it, by light; empty where its brightness cannot be controlled.
  public var points: [LearnedPoint] {
    (interfaces[BusNames.curve]?["Points"]?.members ?? []).compactMap(LearnedPoint.init)
      .sorted { $0.light < $1.light }
  }
  /// Alias, or maker and model.
  public var name: String { text("Name") }
  /// The user's name for it, empty when there is none.
  public var alias: String { text("Alias") }
  /// The stable identity.
  public var id: String { text("Id") }
  /// The serial number, empty when there is none.
  public var serial: String { text("Serial") }
  /// The connector.
  public var connector: String { text("Connector") }
  /// `ddc`, `panel` or `simulated`.
  public var kind: String { text("Kind") }
  /// The state's word.
  public var state: String { text("State") }
  /// One sentence when the state is not ready.
  public var reason: String { text("Reason") }

  /// Adds interfaces that came later.
  public mutating func add(interfaces: Variant) {
    self.interfaces.merge(interfaces.dictionary.mapValues(\.dictionary)) { _, new in new }
  }

  /// Takes interfaces away; false when none is left.
  public mutating func remove(interfaces names: [String]) -> Bool {
    for name in names { interfaces[name] = nil }
    return !interfaces.isEmpty
  }

  /// Takes over what `PropertiesChanged` says.
  public mutating func change(_ interface: String, _ properties: [String: Variant]) {
    interfaces[interface]?.merge(properties) { _, new in new }
  }

  private func text(_ property: String) -> String {
    interfaces[BusNames.display]?[property]?.string?.printable ?? ""
  }
}

/// What is known of a monitor without talking to it.
public struct DisplayDescription: Equatable, Sendable {
  /// The stable identity.
  public let id: String
  /// The maker's name, or the letters of its PNP id; empty when unknown.
  public let manufacturer: String
  /// The model's name; empty when unknown.
  public let model: String
  /// The serial number; empty when there is none.
  public let serial: String
  /// The connector with its card, such as `card0-DP-1`; empty when unknown.
  public let connector: String
  /// How it is controlled.
  public let kind: DisplayKind
  /// Whether it is built into the computer.
  public let isInternal: Bool
  /// Its device in sysfs; empty when it has none.
  public let sysPath: String

  /// Makes a description; what it says for people is made printable.
  public init(
    id: String, manufacturer: String, model: String, serial: String, connector: String,
    kind: DisplayKind, isInternal: Bool, sysPath: String
  ) {
    self.id = id.printable
    self.manufacturer = manufacturer.printable
    self.model = model.printable
    self.serial = serial.printable
    self.connector = connector.printable
    self.kind = kind
    self.isInternal = isInternal
    self.sysPath = sysPath
  }
}

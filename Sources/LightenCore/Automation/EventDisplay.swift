/// A display as an event tells of it, at the moment of the event.
public struct EventDisplay: Equatable, Sendable {
  /// Its number N.
  public var number: Int
  /// Alias, or maker and model.
  public var name: String
  /// The user's name for it, empty when there is none.
  public var alias: String
  /// Its connector, as the bus names it.
  public var connector: String
  /// Its stable identity.
  public var id: String
  /// Its serial number, empty when there is none.
  public var serial: String
  /// A word of `DisplayKind`.
  public var kind: String
  /// A word of `DisplayState`.
  public var state: String
  /// Percent, nil where it cannot be controlled.
  public var brightness: Int?

  /// A display of these parts.
  public init(
    number: Int, name: String, alias: String, connector: String, id: String, serial: String,
    kind: String, state: String, brightness: Int?
  ) {
    self.number = number
    self.name = name
    self.alias = alias
    self.connector = connector
    self.id = id
    self.serial = serial
    self.kind = kind
    self.state = state
    self.brightness = brightness
  }
}

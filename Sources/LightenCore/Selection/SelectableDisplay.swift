/// What a display can be chosen by.
public struct SelectableDisplay: Sendable, Hashable {
  /// Its number N.
  public var number: Int

  /// The name that the user gave it in the configuration, if any.
  public var alias: String?

  /// Its connector; both names choose it.
  public var connector: ConnectorName

  /// Its stable identity, see ``DisplayIdentity``.
  public var id: String

  /// Its serial number, see ``EDID/serial``.
  public var serial: String?

  /// Its model, see ``EDID/model``.
  public var model: String?

  /// Maker and model, see ``EDID/name``; not the alias.
  public var name: String

  /// A display of these parts.
  ///
  /// - Parameter connector: The full name, such as `card0-DP-1`.
  public init(
    number: Int, alias: String? = nil, connector: String, id: String, serial: String? = nil,
    model: String? = nil, name: String
  ) {
    self.number = number
    self.alias = alias
    self.connector = ConnectorName(connector)
    self.id = id
    self.serial = serial
    self.model = model
    self.name = name
  }
}

/// A number that was given to a monitor, as the state file keeps it.
public struct NumberRegistryEntry: Sendable, Hashable {
  /// The monitor's stable identity, see ``DisplayIdentity``; twins share it.
  public var id: String

  /// The connector where it was seen last, with its card, such as `card0-DP-1`.
  public var connector: String

  /// Its number N, from 0.
  public var number: Int

  /// An entry of these parts.
  public init(id: String, connector: String, number: Int) {
    self.id = id
    self.connector = connector
    self.number = number
  }
}

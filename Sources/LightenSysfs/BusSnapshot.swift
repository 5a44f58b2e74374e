/// An I2C bus of a graphics card.
public struct BusSnapshot: Equatable, Sendable {
  /// N of `/dev/i2c-N`.
  public let number: Int
  /// The card's device in sysfs, nil when the bus is not below one.
  public let cardPath: String?
  /// Whether `/dev/i2c-N` is there.
  public let hasNode: Bool
  /// Whether this process may open it.
  public let isAccessible: Bool

  /// Makes a snapshot.
  public init(number: Int, cardPath: String?, hasNode: Bool, isAccessible: Bool) {
    self.number = number
    self.cardPath = cardPath
    self.hasNode = hasNode
    self.isAccessible = isAccessible
  }
}

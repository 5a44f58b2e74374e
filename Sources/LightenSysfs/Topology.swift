/// What sysfs says about connectors, I2C buses and backlights at one moment.
public struct Topology: Equatable, Sendable {
  /// The connectors of all graphics cards, sorted by name.
  public var connectors: [ConnectorSnapshot] = []
  /// The I2C buses of graphics cards, by number.
  public var buses: [BusSnapshot] = []
  /// The backlights, sorted by name.
  public var backlights: [BacklightSnapshot] = []

  /// Makes an empty topology.
  public init() {}
}

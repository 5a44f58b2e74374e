/// The light sensor that the config names.
public struct SensorFacts: Sendable, Equatable {
  /// A device with the sensor's ids.
  public struct Node: Sendable, Equatable {
    /// `/dev/hidrawN`.
    public var path: String
    /// Whether this user may open it.
    public var isAccessible: Bool

    /// Makes a node.
    public init(_ path: String, isAccessible: Bool = true) {
      self.path = path
      self.isAccessible = isAccessible
    }
  }

  /// The USB vendor in hexadecimal, four digits, as lsusb shows it.
  public var vendor: String
  /// The USB product, likewise.
  public var product: String
  /// The devices with these ids.
  public var nodes: [Node] = []
  /// Whether the service measures light with it, nil when it was not asked.
  public var isMeasured: Bool?

  /// Makes a sensor.
  public init(vendor: String, product: String) {
    self.vendor = vendor
    self.product = product
  }
}

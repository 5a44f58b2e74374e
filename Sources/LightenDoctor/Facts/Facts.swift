/// What is the case on this computer, at one moment; the checks know nothing else.
public struct Facts: Sendable, Equatable {
  /// Every monitor that is connected, by connector.
  public var monitors: [MonitorFacts] = []
  /// The system's side of I2C.
  public var i2c = I2CFacts()
  /// The user's session.
  public var login = LoginFacts.unknown
  /// The user's desktop.
  public var desktop = DesktopFacts.unknown
  /// The service.
  public var service = ServiceFacts()
  /// Other programs that drive brightness.
  public var rivals: [RivalFacts] = []
  /// The config file.
  public var configuration = ConfigurationFacts()
  /// The state file.
  public var state = StateFacts()
  /// The light sensor of the config, nil where it names none.
  public var sensor: SensorFacts?
  /// The worker program.
  public var worker = WorkerFacts()

  /// Facts of a computer without monitors.
  public init() {}
}

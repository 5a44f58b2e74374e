/// How the service was started.
public struct ServiceOptions: Sendable {
  /// How many simulated monitors to show instead of real ones; nil for the real ones.
  public var simulated: Int?
  /// Whether to take the name from an instance that runs already.
  public var replace: Bool
  /// The path of `lighten-ddc`.
  public var worker: String
  /// How many times faster than usual those things go that take their time: readings of the
  /// sensor, learning, and attempts to reach a monitor. At least 1.
  public var hurry: Int

  /// Makes options.
  public init(simulated: Int?, replace: Bool, worker: String, hurry: Int = 1) {
    self.simulated = simulated
    self.replace = replace
    self.worker = worker
    self.hurry = hurry
  }
}

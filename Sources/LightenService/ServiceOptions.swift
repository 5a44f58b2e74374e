/// How the service was started.
public struct ServiceOptions: Sendable {
  /// How many simulated monitors to show instead of real ones; nil for the real ones.
  public var simulated: Int?
  /// Whether to take the name from an instance that runs already.
  public var replace: Bool
  /// The path of `lighten-ddc`.
  public var worker: String
  /// How many times as fast as usual time passes.
  ///
  /// Above 1, what takes its time goes faster: readings of the sensor, learning, and attempts to
  /// reach a monitor. What the hardware sets the time for keeps its deadlines. Below 1, every
  /// deadline is longer, for a slow computer: those of workers and of calls to other services too.
  public var timeScale: Double

  /// Makes options.
  public init(simulated: Int?, replace: Bool, worker: String, timeScale: Double = 1) {
    self.simulated = simulated
    self.replace = replace
    self.worker = worker
    self.timeScale = timeScale
  }
}

/// How the service was started.
public struct ServiceOptions: Sendable {
  /// How many simulated monitors to show instead of real ones; nil for the real ones.
  public var simulated: Int?
  /// Whether to take the name from an instance that runs already.
  public var replace: Bool
  /// The path of `lighten-ddc`.
  public var worker: String

  /// Makes options.
  public init(simulated: Int?, replace: Bool, worker: String) {
    self.simulated = simulated
    self.replace = replace
    self.worker = worker
  }
}

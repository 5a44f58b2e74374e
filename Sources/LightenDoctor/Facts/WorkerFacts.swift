/// The worker program `lighten-ddc`.
public struct WorkerFacts: Sendable, Equatable {
  /// What came of starting it.
  public enum Trial: Sendable, Equatable {
    /// It is not where it should be.
    case missing
    /// It cannot be run; the reason.
    case broken(String)
    /// It runs with this version of libddcutil.
    case runs(library: String)
  }

  /// Where it should be.
  public var path = ""
  /// What came of starting it.
  public var trial = Trial.runs(library: "")
  /// Whether lighten was installed as a Debian package.
  public var isPackaged = false

  /// Facts of a worker that runs.
  public init() {}
}

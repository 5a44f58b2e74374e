import LightenCore

/// The config file.
public struct ConfigurationFacts: Sendable, Equatable {
  /// Its path.
  public var path = ""
  /// Whether it is there; the defaults count where it is not.
  public var isPresent = false
  /// Why it cannot be read, nil when it can.
  public var failure: FileFailure?
  /// What is wrong in it.
  public var problems: [ConfigurationProblem] = []

  /// Facts of a computer without a config file.
  public init() {}
}

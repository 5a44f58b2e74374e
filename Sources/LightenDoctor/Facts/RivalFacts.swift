/// Another program that drives brightness.
public struct RivalFacts: Sendable, Equatable {
  /// Which one.
  public enum Kind: Sendable, CaseIterable {
    /// ddcutil-service (github.com/digitaltrails/ddcutil-service).
    case ddcutilService
    /// KDE's power management, which drives external monitors through libddcutil.
    case powerDevil
    /// The daemon of clight (github.com/FedeDP/Clightd).
    case clightd
  }

  /// Which one.
  public var kind: Kind
  /// Its process, nil when unknown.
  public var process: Int?

  /// Makes a rival.
  public init(_ kind: Kind, process: Int? = nil) {
    self.kind = kind
    self.process = process
  }
}

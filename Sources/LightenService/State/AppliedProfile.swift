/// A profile that was made active, and for what; remembered so that a restart is no change.
public struct AppliedProfile: Equatable, Sendable {
  /// Its name in the config.
  public let name: String
  /// The numbers of all displays that were connected.
  public let displays: Set<Int>

  /// A profile that was made active while `displays` were connected.
  public init(name: String, displays: Set<Int>) {
    self.name = name
    self.displays = displays
  }
}

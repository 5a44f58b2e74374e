/// The service on the session bus.
public struct ServiceFacts: Sendable, Equatable {
  /// Whether it is there.
  public enum Presence: Sendable, Equatable {
    /// There is no session bus; the reason.
    case noBus(String)
    /// Nobody has the name, and the bus cannot start anybody.
    case absent
    /// The bus tried to start it in vain; the reason.
    case failed(String)
    /// It has the name, and does not answer.
    case silent
    /// Another program has the name.
    case foreign
    /// It runs.
    case running
  }

  /// Whether it is there.
  public var presence = Presence.running
  /// The process that has the name.
  public var process: Int?
  /// The path of that process's program, empty when unknown.
  public var program = ""
  /// The version that it says it is.
  public var version = ""
  /// Whether the bus can start it.
  public var isActivatable = true
  /// Whether its activation file is installed where the bus should find it.
  public var isInstalled = true
  /// Whether it shows simulated monitors and no real ones.
  public var isSimulated = false
  /// The socket of a session bus that is there though the environment does not name it.
  public var socket: String?
  /// The path of the lightend that belongs to this lighten, nil when there is none.
  public var ownProgram: String?

  /// Facts of a service that runs well.
  public init() {}
}

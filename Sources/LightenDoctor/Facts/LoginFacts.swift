/// The user's session, as logind knows it.
public enum LoginFacts: Sendable, Equatable {
  /// No logind answers on the system bus.
  case unknown
  /// Logind knows no session of the user.
  case none
  /// A session.
  case session(Session)

  /// A session of the user.
  public struct Session: Sendable, Equatable {
    /// Its id, as loginctl shows it.
    public var id: String
    /// The seat, empty where it has none: over a network, for example.
    public var seat: String
    /// Whether it is the one in the foreground.
    public var isActive: Bool

    /// Makes a session.
    public init(id: String, seat: String = "seat0", isActive: Bool = true) {
      self.id = id
      self.seat = seat
      self.isActive = isActive
    }
  }

  /// Whether the user sits at the computer, so that its devices are given to him.
  public var isAtSeat: Bool {
    if case .session(let session) = self {
      !session.seat.isEmpty && session.isActive
    } else {
      false
    }
  }
}

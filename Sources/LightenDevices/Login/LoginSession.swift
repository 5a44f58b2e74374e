/// The session of this service, as logind describes it.
struct LoginSession: Equatable, Sendable {
  /// Its object.
  let path: String
  /// Whether it is in the foreground of its seat.
  let isActive: Bool

  /// The object that logind takes for the caller's own session, or for the graphical one of its
  /// user: a systemd user service belongs to no session (org.freedesktop.login1(5)).
  static let automaticPath = "/org/freedesktop/login1/session/auto"
}

/// Follows whether the session is in the foreground.
///
/// While another session is there, logind takes away the access to devices, and gives it back
/// without an event of udev's.
struct LoginForeground: Equatable, Sendable {
  /// What logind said last; nil while it has not said anything.
  private(set) var isActive: Bool?

  /// Takes over what logind says of the session, nil where it knows none; returns whether that is news.
  ///
  /// The first answer is: what was looked at before may have been looked at a moment too early.
  mutating func update(_ session: LoginSession?) -> Bool {
    let before = isActive
    isActive = session?.isActive ?? false
    return isActive != before
  }
}

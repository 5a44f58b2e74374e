/// Whether a display can be controlled at the moment; the word is part of the D-Bus contract.
public enum DisplayState: String, Sendable {
  /// It is being looked at.
  case probing
  /// It answers.
  case ready
  /// It is in standby.
  case asleep
  /// It does not answer.
  case unresponsive
  /// It has no brightness control.
  case unsupported
}

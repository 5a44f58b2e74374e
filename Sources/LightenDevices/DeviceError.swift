import LightenCore

/// Why a device did not do what it was told.
public struct DeviceError: Error, Equatable, Sendable {
  /// The kinds of errors, as far as the controller acts differently on them.
  public enum Code: Sendable {
    /// It does not answer.
    case unresponsive
    /// It is in standby.
    case asleep
    /// It does not have that control.
    case unsupported
    /// The system does not let this user control it.
    case permissionDenied
    /// It was unplugged.
    case gone
    /// The kernel says that it is not plugged in; it may be again before anybody is told so.
    case disconnected
    /// What carried the operation broke down; the operation may be repeated.
    case interrupted
    /// The operation did not end in time and was abandoned.
    case hung
    /// Anything else.
    case failed
  }

  /// The kind of error.
  public let code: Code
  /// A sentence that says what to do about it.
  public let message: String

  /// Makes an error; the message is made printable.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message.printable
  }

  /// The error as clients get it.
  public var displayError: DisplayError {
    let code: DisplayError.Code =
      switch code {
      case .unresponsive, .interrupted, .hung: .unresponsive
      case .asleep: .asleep
      case .unsupported: .unsupported
      case .permissionDenied: .permissionDenied
      case .gone, .disconnected: .gone
      case .failed: .failed
      }
    return DisplayError(code, message)
  }
}

/// Why something could not be done with a display.
public struct DisplayError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of errors; the word is the name under `com.github.jcrd.lighten.Error`.
  public enum Code: String, Sendable, CaseIterable {
    /// No display matches the selector.
    case noSuchDisplay = "NoSuchDisplay"
    /// Several displays match the selector.
    case ambiguousDisplay = "AmbiguousDisplay"
    /// The display does not answer.
    case unresponsive = "Unresponsive"
    /// The display is in standby.
    case asleep = "Asleep"
    /// The display does not have that control.
    case unsupported = "Unsupported"
    /// The system does not let this user control the display.
    case permissionDenied = "PermissionDenied"
    /// The display was unplugged.
    case gone = "Gone"
    /// Anything else.
    case failed = "Failed"
    /// A value is wrong; `org.freedesktop.DBus.Error.InvalidArgs` on the bus.
    case invalidArguments = "InvalidArgs"
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

  /// The message.
  public var description: String { message }
}

import GLibKit

/// Why a file cannot be read.
public struct FileFailure: Sendable, Equatable {
  /// What the system says, without the file's name and a full stop.
  public var reason: String
  /// Whether only the permission is missing.
  public var isForbidden = false

  /// A failure with another cause than permissions.
  public init(_ reason: String) {
    self.reason = reason
  }

  /// A failure to read the file at `path`.
  init(_ error: GLibError, _ path: String) {
    reason = error.reason(about: path)
    isForbidden = error.isPermissionDenied
  }

  /// The command that lets the file be read: it is moved aside where it can be no config or state.
  func command(for path: String) -> String {
    let path = Remedy.quoted(path)
    return isForbidden ? "chmod u+r \(path)" : "mv \(path) \(path).aside"
  }
}

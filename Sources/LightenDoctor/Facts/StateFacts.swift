import GLibKit

/// The state file of the service that drives real monitors.
public struct StateFacts: Sendable, Equatable {
  /// Its path.
  public var path = ""
  /// Why it cannot be read, nil when it can or is not there.
  public var failure: FileFailure?
  /// Whether a display has a number that is not kept.
  public var isProvisional = false

  /// Facts of a file that is in order.
  public init() {}

  /// Reads the file at `path`. Blocking.
  init(path: String) {
    self.path = path
    do throws(GLibError) {
      _ = try Files.bytes(at: path)
    } catch {
      if !error.isNotFound { failure = FileFailure(error, path) }
    }
  }
}

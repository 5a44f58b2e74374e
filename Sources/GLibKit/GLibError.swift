import CGLib

/// A `GError`, copied out of C.
public struct GLibError: Error, CustomStringConvertible {
  /// The name of the error's domain, such as `g-io-error-quark`.
  public let domain: String
  /// The code within the domain.
  public let code: Int32
  /// What GLib says.
  public let message: String

  /// Makes an error of this program's own in GLib's I/O domain.
  public init(message: String, code: GIOErrorEnum = G_IO_ERROR_FAILED) {
    domain = String(cString: g_quark_to_string(lighten_io_error_quark()))
    self.code = Int32(code.rawValue)
    self.message = message
  }

  /// Copies `error` and frees it.
  package init(consuming error: UnsafeMutablePointer<GError>) {
    domain = String(cString: g_quark_to_string(error.pointee.domain))
    code = error.pointee.code
    message = String(cString: error.pointee.message)
    g_error_free(error)
  }

  /// What GLib says.
  public var description: String { message }

  /// What GLib says, for a sentence that names the file at `path` already.
  public func reason(about path: String) -> String {
    message.hasPrefix(path + ": ") ? String(message.dropFirst(path.count + 2)) : message
  }

  /// Whether this is the given code of `GIOErrorEnum`.
  public func isIO(_ code: GIOErrorEnum) -> Bool {
    domain == String(cString: g_quark_to_string(lighten_io_error_quark()))
      && self.code == Int32(code.rawValue)
  }

  /// Whether a program could not be started since its file is missing or is no program that this
  /// user may run (ENOENT, EACCES, ENOEXEC); every other reason to fail is one of the system, which
  /// may pass.
  public var isMissingProgram: Bool {
    let codes = [G_SPAWN_ERROR_NOENT, G_SPAWN_ERROR_ACCES, G_SPAWN_ERROR_NOEXEC]
    return domain == String(cString: g_quark_to_string(g_spawn_error_quark()))
      && codes.contains { $0.rawValue == code }
  }

  /// Whether nothing is where something was looked for.
  public var isNotFound: Bool { isIO(G_IO_ERROR_NOT_FOUND) }

  /// Whether the user may not do that.
  public var isPermissionDenied: Bool { isIO(G_IO_ERROR_PERMISSION_DENIED) }

  /// Calls a C function that reports through a `GError **` and throws what it reports.
  package static func check<Value>(
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Value
  ) throws(GLibError) -> Value {
    var error: UnsafeMutablePointer<GError>?
    let value = withUnsafeMutablePointer(to: &error) { body($0) }
    if let error { throw GLibError(consuming: error) }
    return value
  }
}

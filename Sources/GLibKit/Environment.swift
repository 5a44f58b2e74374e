import CGLib

/// The process's environment variables.
public enum Environment {
  /// The value of a variable, nil when it is not set or empty.
  public static subscript(name: String) -> String? {
    guard let value = g_getenv(name) else { return nil }
    let string = String(cString: value)
    return string.isEmpty ? nil : string
  }
}

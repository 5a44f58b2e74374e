import CGLib

/// The process's environment variables.
public enum Environment {
  /// The value of a variable, nil when it is not set or empty. It may be set before the first thread
  /// begins.
  public static subscript(name: String) -> String? {
    get {
      guard let value = g_getenv(name) else { return nil }
      let string = String(cString: value)
      return string.isEmpty ? nil : string
    }
    set { if let newValue { g_setenv(name, newValue, 1) } else { g_unsetenv(name) } }
  }
}

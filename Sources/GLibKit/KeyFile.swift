import CGLib

/// A GLib key file: `[group]` headings with `key=value` lines. Used for the state file.
public struct KeyFile {
  /// The groups in the order of the file, each with its keys.
  public private(set) var groups: [Group] = []

  /// One group of a key file.
  public struct Group {
    /// What stands between the brackets.
    public let name: String
    /// The keys with their unescaped text; without those whose escapes make no sense.
    public var values: [String: String]
    /// The keys with their text as it is in the file. Of a group that is written, these are keys
    /// besides `values`.
    public var raw: [String: String]

    /// Makes a group.
    public init(name: String, values: [String: String], raw: [String: String] = [:]) {
      self.name = name
      self.values = values
      self.raw = raw
    }
  }

  /// Makes a key file of `groups`.
  public init(groups: [Group]) {
    self.groups = groups
  }

  /// Reads a key file from its text; throws GLib's error when it is not one.
  public init(text: String) throws(GLibError) {
    let file = g_key_file_new()
    defer { g_key_file_unref(file) }
    _ = try GLibError.check { error in
      g_key_file_load_from_data(file, text, gsize(text.utf8.count), G_KEY_FILE_NONE, error)
    }
    for name in Self.list({ g_key_file_get_groups(file, nil) }) {
      var group = Group(name: name, values: [:])
      for key in Self.list({ g_key_file_get_keys(file, name, nil, nil) }) {
        group.values[key] = Self.text { g_key_file_get_string(file, name, key, $0) }
        group.raw[key] = Self.text { g_key_file_get_value(file, name, key, $0) }
      }
      groups.append(group)
    }
  }

  /// The file's text.
  public var text: String {
    let file = g_key_file_new()
    defer { g_key_file_unref(file) }
    for group in groups {
      for (key, value) in group.values.sorted(by: { $0.key < $1.key }) {
        g_key_file_set_string(file, group.name, key, value)
      }
      for (key, value) in group.raw.sorted(by: { $0.key < $1.key }) {
        g_key_file_set_value(file, group.name, key, value)
      }
    }
    guard let data = g_key_file_to_data(file, nil, nil) else { return "" }
    defer { g_free(data) }
    return String(cString: data)
  }

  /// Whether `name` may stand between the brackets of a group heading.
  public static func isValidGroup(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0 != "[" && $0 != "]" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }

  /// The text that GLib returns, nil where it reports an error; it may return a text even then.
  private static func text(
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> UnsafeMutablePointer<CChar>?
  ) -> String? {
    var error: UnsafeMutablePointer<GError>?
    let text = body(&error)
    defer { g_free(text) }
    if let error {
      g_error_free(error)
      return nil
    }
    return text.map { String(cString: $0) }
  }

  private static func list(
    _ body: () -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) -> [String] {
    guard let strings = body() else { return [] }
    defer { g_strfreev(strings) }
    var result: [String] = []
    var index = 0
    while let string = strings[index] {
      result.append(String(cString: string))
      index += 1
    }
    return result
  }
}

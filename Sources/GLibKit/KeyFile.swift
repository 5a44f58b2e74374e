import CGLib

/// A GLib key file: `[group]` headings with `key=value` lines. Used for the state file.
public struct KeyFile {
  /// The groups in the order of the file, each with its keys.
  public private(set) var groups: [Group] = []

  /// One group of a key file.
  public struct Group {
    /// What stands between the brackets.
    public let name: String
    /// The keys with their unescaped text.
    public var values: [String: String]

    /// Makes a group.
    public init(name: String, values: [String: String]) {
      self.name = name
      self.values = values
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
      var values: [String: String] = [:]
      for key in Self.list({ g_key_file_get_keys(file, name, nil, nil) }) {
        let value = try GLibError.check { g_key_file_get_string(file, name, key, $0) }
        guard let value else { continue }
        values[key] = String(cString: value)
        g_free(value)
      }
      groups.append(Group(name: name, values: values))
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

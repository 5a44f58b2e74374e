/// The groups and keys that a configuration can have.
enum ConfigurationKeys {
  static let display = ["alias", "minimum", "maximum", "auto", "restore", "enabled"]

  static let params = [
    "sensor_interval", "save_fidelity", "max_deviation", "change_threshold", "change_rate",
    "restore_interval", "restore_range", "normalize_method", "normalize_mode",
    "auto_normalize",
  ]

  static let sensor = ["vendor_id", "product_id"]

  /// Of `[profile NAME SELECTOR]`; `[profile NAME]` has these too.
  static let profileDisplay = ["brightness", "minimum", "maximum", "auto", "input"]

  static let profile = ["displays"] + profileDisplay

  /// What to say of a key that its group does not have.
  ///
  /// - Parameters:
  ///   - key: The unknown key.
  ///   - known: Those of the group.
  static func sentence(unknownKey key: String, known: [String]) -> String {
    let homes = [
      ("[display …]", display), ("[params]", params), ("[sensor]", sensor),
      ("[profile …]", profile),
    ]
    if let home = homes.first(where: { $0.1.contains(key) }) {
      return "unknown key here; it belongs into “\(home.0)”"
    }
    if let nearest = key.nearest(of: known) { return "unknown key; did you mean “\(nearest)”?" }
    return "unknown key; there are \(known.joined(separator: ", "))"
  }

  /// What to say of a group that there is not.
  static func sentence(unknownGroup name: String) -> String {
    let words = name.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let nearest = words.first?.nearest(of: ["display", "params", "sensor", "profile"])
    switch nearest {
    case "display"?:
      return "unknown group; did you mean “[display \(words.dropFirst().first ?? "DP-1")]”?"
    case "profile"?:
      return "unknown group; did you mean “[profile \(words.dropFirst().first ?? "docked")]”?"
    case let nearest?:
      return "unknown group; did you mean “[\(nearest)]”?"
    case nil:
      return "unknown group; there are “[display …]”, “[profile …]”, “[params]” and “[sensor]”"
    }
  }
}

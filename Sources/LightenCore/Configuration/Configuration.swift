/// What `lightend.conf` says.
public struct Configuration: Sendable, Hashable {
  /// The `[display …]` groups, in file order.
  public var displays: [DisplayGroup] = []

  /// The `[profile …]` groups, in file order.
  public var profiles: [Profile] = []

  /// The `[params]` group.
  public var params = Parameters()

  /// The `[sensor]` group; `nil` where none is named.
  public var sensor: SensorSettings?

  /// The defaults, as without a file.
  public init() {}

  /// Reads a configuration file.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: The file's name, for the messages.
  /// - Throws: ``ConfigurationErrors`` with everything that is wrong in it. Empty text, and empty
  ///   ids in `[sensor]` as the predecessor's sample file has them, are *not* errors.
  public static func parse(
    text: String, file: String
  ) throws(ConfigurationErrors) -> Configuration {
    let scanner = KeyFileScanner(text: text, file: file)
    var reader = ConfigurationReader(file: file, problems: scanner.problems)
    for group in scanner.groups { reader.read(group) }
    reader.finishProfiles()
    guard reader.problems.isEmpty else { throw ConfigurationErrors(reader.problems) }
    return reader.configuration
  }

  /// What the configuration says of a display: all groups about it together, where the later one in
  /// the file wins.
  ///
  /// A group whose selector fits several displays is about each of them.
  public func settings(for display: SelectableDisplay) -> DisplaySettings {
    displays.filter { DisplaySelector.isAbout($0.selector, display) }
      .reduce(into: DisplaySettings()) { $0.merge($1.settings) }
  }

  /// The first profile whose displays are exactly these; nil where there is none.
  public func profile(for displays: [SelectableDisplay]) -> Profile? {
    profiles.first { $0.matches(displays) }
  }

  /// A sentence about a name that no profile has.
  public func sentence(unknownProfile name: String) -> String {
    let names = profiles.map(\.name)
    if names.isEmpty { return "There is no profile: write one into lightend.conf." }
    if let nearest = name.nearest(of: names) {
      return "There is no profile “\(name)”; did you mean “\(nearest)”?"
    }
    return "There is no profile “\(name)”; there are \(names.joined(separator: ", "))."
  }

  /// The profile with a name; case does not matter.
  public func profile(named name: String) -> Profile? {
    profiles.first { $0.name.lowercased() == name.trimmedOfWhitespace.lowercased() }
  }
}

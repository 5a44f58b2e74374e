/// Something that commands are run for: by `lighten on`, and by the service's hooks.
public struct AutomationEvent: Equatable, Sendable {
  /// What happened; the word is the hooks' first argument.
  public enum Kind: String, Sendable, CaseIterable {
    /// A monitor was plugged in, and is on the bus.
    case added
    /// A monitor was unplugged.
    case removed
    /// A monitor has another brightness.
    case changed
    /// The computer woke up.
    case wake
    /// Another profile is active.
    case profile
  }

  /// What happened.
  public let kind: Kind
  /// The display that it happened to, nil where it is not about one.
  public var display: EventDisplay?
  /// With `changed`: why, a word of `BrightnessOrigin`; empty otherwise.
  public var origin = ""
  /// With `changed`: the unique bus name of the client that asked for it; empty otherwise.
  public var sender = ""
  /// With `profile`: the active profile's name, empty when none is.
  public var profile = ""

  /// Makes an event.
  public init(_ kind: Kind, _ display: EventDisplay? = nil) {
    self.kind = kind
    self.display = display
  }

  /// The environment variables of a command: all of them, empty where there is nothing to say, so
  /// that a shell script with `set -u` can name each, and printable.
  public var variables: [String: String] {
    let texts: [String: String] = [
      "LIGHTEN_EVENT": kind.rawValue,
      "LIGHTEN_DISPLAY": display.map { "\($0.number)" } ?? "",
      "LIGHTEN_NAME": display?.name ?? "",
      "LIGHTEN_ALIAS": display?.alias ?? "",
      "LIGHTEN_CONNECTOR": display?.connector ?? "",
      "LIGHTEN_ID": display?.id ?? "",
      "LIGHTEN_SERIAL": display?.serial ?? "",
      "LIGHTEN_KIND": display?.kind ?? "",
      "LIGHTEN_STATE": display?.state ?? "",
      "LIGHTEN_BRIGHTNESS": display?.brightness.map { "\($0)" } ?? "",
      "LIGHTEN_ORIGIN": origin,
      "LIGHTEN_SENDER": sender,
      "LIGHTEN_PROFILE": profile,
    ]
    return texts.mapValues(\.printable)
  }
}

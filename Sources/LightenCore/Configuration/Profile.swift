/// A `[profile NAME]` group with the groups `[profile NAME SELECTOR]` that go with it: how displays
/// shall be while exactly some monitors are connected.
public struct Profile: Sendable, Hashable {
  /// Its name: one word.
  public var name: String

  /// The line of its header, from 1.
  public var line: Int

  /// The selectors of the monitors; each means another one.
  public var displays: [String]

  /// What it says of all of them.
  public var settings: ProfileSettings

  /// What it says of some, by selector as in ``displays``; it counts more than ``settings``.
  public var exceptions: [Exception] = []

  /// A `[profile NAME SELECTOR]` group.
  public struct Exception: Sendable, Hashable {
    /// One of the profile's selectors.
    public var selector: String
    /// What it says of that display.
    public var settings: ProfileSettings

    /// A group of these parts.
    public init(selector: String, settings: ProfileSettings) {
      self.selector = selector
      self.settings = settings
    }
  }

  /// Whether another one says the same, wherever it stands.
  public func isSame(as other: Profile?) -> Bool {
    guard var other else { return false }
    other.line = line
    return self == other
  }

  /// A profile of these parts.
  public init(name: String, line: Int, displays: [String], settings: ProfileSettings) {
    self.name = name
    self.line = line
    self.displays = displays
    self.settings = settings
  }

  /// What it says of each connected display, by number; nothing of those that it does not name.
  public func settings(for displays: [SelectableDisplay]) -> [Int: ProfileSettings] {
    var found: [Int: ProfileSettings] = [:]
    for (selector, number) in ProfileMatching.assign(self.displays, to: displays) {
      let exceptions = exceptions.filter {
        DisplaySelector.normalize($0.selector) == DisplaySelector.normalize(selector)
      }
      found[number] = exceptions.reduce(into: settings) { $0.merge($1.settings) }
    }
    return found
  }

  /// Whether these displays, no other and no fewer, are those of the profile.
  public func matches(_ displays: [SelectableDisplay]) -> Bool {
    displays.count == self.displays.count
      && ProfileMatching.assign(self.displays, to: displays).count == displays.count
  }
}

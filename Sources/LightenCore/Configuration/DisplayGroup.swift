/// A `[display SELECTOR]` group.
public struct DisplayGroup: Sendable, Hashable {
  /// What displays it is about, see ``DisplaySelector``; an alias does not count here.
  public var selector: String

  /// The line of its header, from 1.
  public var line: Int

  /// What it says of them.
  public var settings: DisplaySettings

  /// A group of these parts.
  public init(selector: String, line: Int, settings: DisplaySettings) {
    self.selector = selector
    self.line = line
    self.settings = settings
  }
}

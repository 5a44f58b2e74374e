/// `normalize_mode`: from where a normalized brightness counts.
public enum NormalizeMode: String, Sendable, Hashable, CaseIterable {
  /// The light level is the brightness, as with the predecessor.
  case absolute
  /// The display's baseline is added: how much brighter than that its user wants it.
  case relative
}

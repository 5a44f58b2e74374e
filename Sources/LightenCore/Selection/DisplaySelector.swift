/// Finds displays by what people call them.
///
/// A selector is a number N, an alias, a connector (`DP-1`, or `card0-DP-1`), a stable id, a serial
/// number, a model, or maker and model. Case and spaces around it do not matter.
public enum DisplaySelector {
  /// The one display that a selector means.
  ///
  /// The kinds are tried in the order above, and the first that fits any display decides: the
  /// number comes first since scripts use it, then what the user chose, then what is most precise.
  ///
  /// - Returns: The display's number N.
  /// - Throws: ``SelectionError`` when it fits none, or several displays in the same way.
  public static func resolve(
    _ selector: String, among displays: [SelectableDisplay]
  ) throws(SelectionError) -> Int {
    let text = normalize(selector)
    guard !text.isEmpty else { throw .empty(available: displays) }
    let matches = matches(selector, among: displays)
    if matches.count > 1 { throw .ambiguous(selector, candidates: matches) }
    if let match = matches.first { return match.number }
    throw .noSuchDisplay(selector, available: displays)
  }

  /// The displays that a selector fits: those of the first kind that fits any.
  static func matches(
    _ selector: String, among displays: [SelectableDisplay]
  ) -> [SelectableDisplay] {
    let text = normalize(selector)
    guard !text.isEmpty else { return [] }
    for kind in SelectorKind.allCases {
      let matches = displays.filter { kind.matches(text, $0) }
      if !matches.isEmpty { return matches }
    }
    return []
  }

  /// Whether a group of the configuration is about a display: by anything but its alias, which the
  /// group itself gives.
  static func isAbout(_ selector: String, _ display: SelectableDisplay) -> Bool {
    let text = normalize(selector)
    return SelectorKind.allCases.contains { $0 != .alias && $0.matches(text, display) }
  }

  /// A selector so that equal ones are equal text.
  static func normalize(_ selector: String) -> String {
    selector.trimmedOfWhitespace.lowercased()
  }
}

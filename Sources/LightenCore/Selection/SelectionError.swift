/// Why a selector means no one display.
public enum SelectionError: Error, Sendable, Hashable {
  /// The selector is empty.
  case empty(available: [SelectableDisplay])

  /// It fits none of the connected displays.
  case noSuchDisplay(String, available: [SelectableDisplay])

  /// It fits several.
  case ambiguous(String, candidates: [SelectableDisplay])

  /// One sentence for people that says what to do.
  public var message: String {
    switch self {
    case .empty(let available):
      "The display's name is empty: \(Self.whatExists(available))"
    case .noSuchDisplay(let selector, let available):
      "No display “\(selector.trimmedOfWhitespace.shortened)”: \(Self.whatExists(available))"
    case .ambiguous(let selector, let candidates):
      "“\(selector.trimmedOfWhitespace.shortened)” fits several displays: \(Self.list(candidates)); "
        + "choose one by its number, connector or serial number."
    }
  }

  private static func whatExists(_ displays: [SelectableDisplay]) -> String {
    displays.isEmpty
      ? "none is connected; see “lighten doctor”."
      : "connected are \(list(displays)); see “lighten list”."
  }

  /// Such as `0 (Dell U2720Q, DP-1), 1 (desk, LG HDR 4K, HDMI-A-1)`, by number; with the card where
  /// two connectors would read the same.
  private static func list(_ displays: [SelectableDisplay]) -> String {
    displays.sorted { $0.number < $1.number }.map { display in
      let sharesName = displays.contains {
        $0.connector.short == display.connector.short && $0.connector.full != display.connector.full
      }
      let connector = sharesName ? display.connector.full : display.connector.short
      let parts = [display.alias, display.name, connector].compactMap { $0 }
      return "\(display.number) (\(parts.joined(separator: ", ")))"
    }
    .joined(separator: ", ")
  }
}

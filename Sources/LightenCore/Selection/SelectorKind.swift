/// The kinds of selector, in the order in which they are tried.
enum SelectorKind: CaseIterable {
  case number, alias, connector, id, serial, model, name

  /// Whether a selector of this kind chooses a display.
  ///
  /// - Parameter selector: Trimmed and in lower case.
  func matches(_ selector: String, _ display: SelectableDisplay) -> Bool {
    switch self {
    // As text, so that a serial number “007” is not the number 7.
    case .number: String(display.number) == selector
    case .alias: display.alias?.trimmedOfWhitespace.lowercased() == selector
    case .connector:
      display.connector.short.lowercased() == selector
        || display.connector.full.lowercased() == selector
    case .id: display.id.lowercased() == selector
    case .serial: display.serial?.lowercased() == selector
    case .model: display.model?.lowercased() == selector
    case .name: display.name.lowercased() == selector
    }
  }
}

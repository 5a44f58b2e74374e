/// The values of keys: each is `nil`, and reported, where it cannot be read.
extension ConfigurationReader {
  /// A name that cannot be taken for a number and that no group before gives.
  mutating func alias(_ entry: KeyFileEntry, _ group: KeyFileGroup) -> String? {
    guard let text = entry.string else {
      report(group, entry, "only \\s, \\n, \\t, \\r and \\\\ can follow a backslash")
      return nil
    }
    let alias = text.trimmedOfWhitespace
    if alias.isEmpty {
      report(group, entry, "the alias is empty: give a name such as desk, or remove the key")
    } else if alias.allSatisfy(\.isNumber) {
      report(group, entry, "“\(alias)” would look like a display's number: add a letter")
    } else if alias.contains("/") || alias.contains(where: \.isNewline) || alias.contains("\t") {
      report(group, entry, "an alias cannot contain “/”, tabs or line breaks: take another name")
    } else if let other = groupWithAlias(alias) {
      report(
        group, entry,
        "“\(alias)” is the alias of “[display \(other.selector)]” already, line \(other.line)")
    } else {
      return alias
    }
    return nil
  }

  private func groupWithAlias(_ alias: String) -> DisplayGroup? {
    configuration.displays.first { $0.settings.alias?.lowercased() == alias.lowercased() }
  }

  /// A whole number.
  mutating func integer(
    _ entry: KeyFileEntry, _ group: KeyFileGroup, in range: ClosedRange<Int>, unit: String? = nil
  ) -> Int? {
    if let number = Int(entry.value), range.contains(number) { return number }
    report(
      group, entry,
      "“\(entry.value)” is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        + (unit.map { " \($0)" } ?? ""))
    return nil
  }

  /// GLib's four words (gkeyfile.c, `g_key_file_parse_value_as_boolean`), and `True` in any case as
  /// the predecessor took it.
  mutating func boolean(_ entry: KeyFileEntry, _ group: KeyFileGroup) -> Bool? {
    switch entry.value.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default:
      report(group, entry, "“\(entry.value)” is neither “true” nor “false”")
      return nil
    }
  }

  /// One of a type's words; `kind` says what they are.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ entry: KeyFileEntry, _ group: KeyFileGroup, _ kind: String
  ) -> Word? {
    if let word = Word(rawValue: entry.value) { return word }
    let names = Word.allCases.map(\.rawValue)
    if let nearest = entry.value.nearest(of: names) {
      report(group, entry, "unknown \(kind) “\(entry.value)”; did you mean “\(nearest)”?")
    } else {
      report(
        group, entry,
        "unknown \(kind) “\(entry.value)”; there are \(names.joined(separator: ", "))")
    }
    return nil
  }

  /// Sixteen bits as `lsusb` prints them.
  mutating func usbID(_ entry: KeyFileEntry, _ group: KeyFileGroup) -> UInt16? {
    let text = entry.value.lowercased()
    let digits = text.hasPrefix("0x") ? text.dropFirst(2) : text[...]
    if (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit),
      let id = UInt16(digits, radix: 16)
    {
      return id
    }
    report(
      group, entry,
      "“\(entry.value)” is not up to four hexadecimal digits, such as 239a or 0x239a")
    return nil
  }
}

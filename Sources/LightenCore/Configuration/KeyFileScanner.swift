/// Reads the groups, keys and values of a GLib key file, with their line numbers.
///
/// GLib's own parser is not used here, because it gives no line numbers, stops at the first error,
/// and silently merges groups and keys that are there twice; a message about a configuration needs
/// all of that. The format is GLib's (docs.gtk.org/glib/struct.KeyFile.html), without the parts that
/// this configuration has no use for: lists and languages.
struct KeyFileScanner {
  /// The groups that could be read, in file order.
  private(set) var groups: [KeyFileGroup] = []

  /// What could not be read.
  private(set) var problems: [ConfigurationProblem] = []

  private let file: String

  /// Whether the lines that follow belong to a group; not so after a broken header, so that one
  /// mistake gives one message.
  private var group: GroupState = .none

  private enum GroupState { case none, open, broken }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - text: Its text; lines end with LF or CR LF.
  ///   - file: Its name, for the problems.
  init(text: String, file: String) {
    self.file = file
    // By scalars: CR LF is one character. A byte order mark, as some editors leave it, is skipped.
    let scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      read(String(Substring(line)).trimmedOfWhitespace.printable, line: index + 1)
    }
  }

  private mutating func read(_ text: String, line: Int) {
    if text.isEmpty || text.hasPrefix("#") { return }
    if text.hasPrefix("[") {
      readHeader(text, line: line)
    } else if text.hasPrefix(";") {
      // The predecessor's parser took these.
      report(line, "comments begin with “#”, not with “;”")
    } else if let equals = text.firstIndex(of: "="), equals > text.startIndex {
      let key = text[..<equals].trimmedOfWhitespace
      let value = text[text.index(after: equals)...].trimmedOfWhitespace
      readEntry(KeyFileEntry(key: key, value: value, line: line))
    } else {
      report(line, "“\(text)” is no “key=value”, no “[group]” and no comment (“# …”)")
    }
  }

  private mutating func readHeader(_ text: String, line: Int) {
    let name = text.dropFirst().dropLast().trimmedOfWhitespace
    group = .broken
    guard text.hasSuffix("]"), !name.isEmpty, !name.contains(where: { "[]".contains($0) }) else {
      report(line, "“\(text)” is no group: write it like “[params]” or “[display DP-1]”")
      return
    }
    if let first = groups.first(where: { $0.name == name }) {
      report(
        line, group: name,
        "the group is there already, at line \(first.line): put all its keys into one")
      return
    }
    groups.append(KeyFileGroup(name: name, line: line))
    group = .open
  }

  private mutating func readEntry(_ entry: KeyFileEntry) {
    switch group {
    case .broken:
      break
    case .none:
      report(
        entry.line, key: entry.key,
        "the key stands before any group: put it below “[params]”, “[display …]” or another one")
    case .open:
      let last = groups.count - 1
      if let first = groups[last].entries.first(where: { $0.key == entry.key }) {
        report(
          entry.line, group: groups[last].name, key: entry.key,
          "the key is there already, at line \(first.line): remove one of them")
      } else {
        groups[last].entries.append(entry)
      }
    }
  }

  private mutating func report(
    _ line: Int, group: String? = nil, key: String? = nil, _ sentence: String
  ) {
    problems.append(
      ConfigurationProblem(file: file, line: line, group: group, key: key, sentence: sentence))
  }
}

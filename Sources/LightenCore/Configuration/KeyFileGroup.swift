/// A group of a key file, as it is written there.
struct KeyFileGroup: Sendable, Hashable {
  /// What stands between the brackets.
  var name: String

  /// The line of the header, from 1.
  var line: Int

  /// Its keys, in file order, each key once.
  var entries: [KeyFileEntry] = []
}

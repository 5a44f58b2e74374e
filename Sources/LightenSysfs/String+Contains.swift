extension String {
  /// Whether `text` is somewhere in it. The standard library's own search comes with regular
  /// expressions, which this program leaves out.
  package func contains(text: String) -> Bool {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return true }
      rest = rest.dropFirst()
    }
    return text.isEmpty
  }
}

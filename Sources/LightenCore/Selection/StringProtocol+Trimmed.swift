extension StringProtocol {
  /// Without whitespace at its ends; Foundation's `trimmingCharacters` is not to be had here.
  var trimmedOfWhitespace: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// The beginning, for messages that repeat what somebody wrote: 80 characters at most.
  public var shortened: String {
    let beginning = prefix(80)
    return beginning.endIndex == endIndex ? String(self) : beginning.dropLast() + "…"
  }
}

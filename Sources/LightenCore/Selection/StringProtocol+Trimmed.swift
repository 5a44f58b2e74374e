extension StringProtocol {
  /// Without whitespace at its ends; Foundation's `trimmingCharacters` is not to be had here.
  var trimmedOfWhitespace: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

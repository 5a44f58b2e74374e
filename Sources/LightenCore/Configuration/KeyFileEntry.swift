/// A key of a key file and its value, as it is written there.
struct KeyFileEntry: Sendable, Hashable {
  /// What stands before the equals sign.
  var key: String

  /// The value with its escapes, without spaces at its ends.
  var value: String

  /// The line, from 1.
  var line: Int

  /// The value as a string: with `\s`, `\n`, `\t`, `\r` and `\\` replaced as GLib does
  /// (gkeyfile.c, `g_key_file_parse_value_as_string`); `nil` where another escape stands in it.
  var string: String? {
    var result = ""
    var isEscaped = false
    for character in value {
      guard isEscaped else {
        if character == "\\" { isEscaped = true } else { result.append(character) }
        continue
      }
      switch character {
      case "s": result.append(" ")
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "\\": result.append("\\")
      default: return nil
      }
      isEscaped = false
    }
    return isEscaped ? nil : result
  }
}

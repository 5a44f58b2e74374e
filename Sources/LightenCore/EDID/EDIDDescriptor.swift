/// The 18-byte display descriptors of an EDID's block 0 and the text in them.
enum EDIDDescriptor {
  /// Tags of the descriptors that hold text (E-EDID 1.4, section 3.10.3).
  static let serialNumberTag: UInt8 = 0xFF
  static let productNameTag: UInt8 = 0xFC

  /// Where the four descriptors begin (E-EDID 1.4, section 3.10), and the length of each.
  private static let offsets = [54, 72, 90, 108]
  private static let length = 18

  /// The text of the first descriptor that has this tag and says anything.
  ///
  /// - Parameter bytes: At least block 0.
  static func text(tag: UInt8, in bytes: [UInt8]) -> String? {
    for offset in offsets where bytes.count >= offset + length {
      // A display descriptor begins with two zeros where a timing has its pixel clock, and a
      // reserved zero (E-EDID 1.4, section 3.10.3).
      guard bytes[offset..<offset + 3].allSatisfy({ $0 == 0 }), bytes[offset + 3] == tag else {
        continue
      }
      let text = decode(bytes[(offset + 5)..<(offset + length)])
      if text.contains(where: { $0.isLetter || $0.isNumber }) { return text }
    }
    return nil
  }

  /// Text up to its line feed, without the spaces that pad it (E-EDID 1.4, section 3.10.3).
  ///
  /// A zero ends it too, since some makers pad with zeros. Control characters become `?`.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    let text = bytes.prefix { $0 != 0x0A && $0 != 0 }.map { byte -> Character in
      switch byte {
      case 0x09, 0x0D: " "
      case 0x20...0x7E: Character(Unicode.Scalar(byte))
      case 0x80...: upperHalfOfCodePage437[Int(byte) - 0x80]
      default: "?"
      }
    }
    return String(text).trimmedOfWhitespace
  }

  /// Code page 437 from 0x80, the character set that E-EDID names; its last one, a no-break space,
  /// is a plain space here, so that a descriptor full of 0xFF is empty.
  private static let upperHalfOfCodePage437 = [Character](
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡“”░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
      + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ")
}

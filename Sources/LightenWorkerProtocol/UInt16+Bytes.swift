extension UInt16 {
  /// The high byte, then the low one.
  var bytes: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xFF)] }

  /// Puts two bytes together, the high one first.
  init(bytes: ArraySlice<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | UInt16($1) }
  }
}

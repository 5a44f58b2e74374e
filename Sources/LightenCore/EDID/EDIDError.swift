/// Why some bytes are not an EDID.
public enum EDIDError: Error, Sendable, Hashable {
  /// There are fewer than 128 bytes; an empty EDID is what the kernel gives for a monitor whose
  /// EDID it could not read.
  case tooShort(byteCount: Int)

  /// The first eight bytes are not those of an EDID.
  case wrongHeader

  /// One sentence for people.
  public var message: String {
    switch self {
    case .tooShort(byteCount: 0):
      "The monitor sent no EDID."
    case .tooShort(let byteCount):
      "The EDID is cut off: it has \(byteCount) bytes of at least \(EDID.blockLength)."
    case .wrongHeader:
      "The EDID is damaged: it does not begin with 00 FF FF FF FF FF FF 00."
    }
  }
}

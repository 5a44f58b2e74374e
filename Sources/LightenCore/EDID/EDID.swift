/// What a monitor says about itself: the parts of its EDID that identify it.
///
/// Read from block 0, the first 128 bytes, as VESA's *E-EDID Standard*, release A, versions 1.3 and
/// 1.4, section 3 lays them out. Extension blocks are not looked at: they identify nothing more.
public struct EDID: Sendable, Hashable {
  /// Length of block 0 and of each extension block, in bytes (E-EDID, section 2).
  public static let blockLength = 128

  /// The three letters of the maker's PNP id, in upper case, such as `DEL`.
  ///
  /// A code that is no letter, which only a broken EDID has, becomes `_`.
  public let manufacturer: String

  /// The maker's product code. Some monitors have another one on each kind of input.
  public let product: UInt16

  /// The serial number of bytes 12 to 15, as it stands there; see ``serial`` for a meaningful one.
  public let serialNumber: UInt32

  /// The text of the serial number descriptor (tag 0xFF), if there is one with a letter or digit.
  public let serialText: String?

  /// The text of the name descriptor (tag 0xFC), such as `DELL U2720Q`, if there is one with a
  /// letter or digit.
  public let modelName: String?

  /// The week of manufacture, 1 to 54, where the EDID tells it.
  public let week: Int?

  /// The year of manufacture, or of the model where ``isModelYear``; from 1991.
  public let year: Int?

  /// Whether ``year`` is the model's year and not that of manufacture (E-EDID 1.4, section 3.4.4).
  public let isModelYear: Bool

  /// Whether the bytes of block 0 add up to 0 modulo 256, as they should.
  public let isChecksumValid: Bool

  /// The FNV-1a digest of block 0: tells apart the EDIDs of monitors without a serial number.
  public let digest: UInt64

  /// Reads an EDID as the kernel exports it in a connector's `edid` attribute.
  ///
  /// A wrong checksum is *not* an error: monitors with one exist, and the rest of their EDID
  /// identifies them as well as any; see ``isChecksumValid``. Neither are missing or nonsensical
  /// descriptors, nor bytes after block 0.
  ///
  /// - Parameter bytes: At least 128 bytes.
  /// - Throws: ``EDIDError`` when there are too few bytes or they do not begin like an EDID.
  public init(bytes: [UInt8]) throws(EDIDError) {
    guard bytes.count >= Self.blockLength else { throw .tooShort(byteCount: bytes.count) }
    let block = bytes[..<Self.blockLength]
    guard block.starts(with: Self.header) else { throw .wrongHeader }

    // Fields and their offsets: E-EDID 1.4, section 3.4.
    manufacturer = Self.letters(UInt16(bytes[8]) << 8 | UInt16(bytes[9]))
    product = UInt16(bytes[11]) << 8 | UInt16(bytes[10])
    serialNumber = bytes[12...15].reversed().reduce(0) { $0 << 8 | UInt32($1) }

    // Week 0 is unknown and 0xFF marks a model year; the year counts from 1990 (section 3.4.4).
    week = (1...54).contains(bytes[16]) ? Int(bytes[16]) : nil
    year = bytes[17] == 0 ? nil : 1990 + Int(bytes[17])
    isModelYear = bytes[16] == 0xFF

    serialText = EDIDDescriptor.text(tag: EDIDDescriptor.serialNumberTag, in: bytes)
    modelName = EDIDDescriptor.text(tag: EDIDDescriptor.productNameTag, in: bytes)
    isChecksumValid = block.reduce(0, &+) == 0
    digest = FNV1a.hash(block)
  }

  /// The eight bytes that every EDID begins with (E-EDID 1.4, section 3.3).
  private static let header: [UInt8] = [0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00]

  /// Unpacks a PNP id: three times five bits, 1 is A (E-EDID 1.4, section 3.4.1).
  private static func letters(_ packed: UInt16) -> String {
    let scalars = [10, 5, 0].map { (shift: Int) -> Character in
      let code = UInt8(packed >> shift & 0x1F)
      guard (1...26).contains(code) else { return "_" }
      return Character(Unicode.Scalar(UInt8(ascii: "A") + code - 1))
    }
    return String(scalars)
  }
}

import Testing

@testable import LightenCore

@Suite struct EDIDTests {
  let builder = EDIDBuilder(serialNumber: 0x4C31_3242)
    .text(0xFC, "DELL U2720Q").text(0xFF, "ABC123")

  @Test func readsTheFieldsThatIdentify() throws {
    let edid = try EDID(bytes: builder.bytes)
    #expect(edid.manufacturer == "DEL")
    #expect(edid.product == 0xA0C7)
    #expect(edid.serialNumber == 0x4C31_3242)
    #expect(edid.serialText == "ABC123")
    #expect(edid.modelName == "DELL U2720Q")
    #expect(edid.week == 12)
    #expect(edid.year == 2020)
    #expect(!edid.isModelYear)
    #expect(edid.isChecksumValid)
  }

  /// The fixed bytes of a Dell's block 0 up to its basic parameters, so that the reader is not only
  /// tested against the builder's own idea of the layout.
  @Test func readsRecordedBytes() throws {
    var bytes: [UInt8] = [
      0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x10, 0xAC, 0xC7, 0xA0, 0x4C, 0x32, 0x31,
      0x42, 0x0A, 0x1E, 0x01, 0x04,
    ]
    bytes += [UInt8](repeating: 0, count: 108)
    let edid = try EDID(bytes: bytes)
    #expect(edid.manufacturer == "DEL")
    #expect(edid.product == 0xA0C7)
    #expect(edid.serialNumber == 0x4231_324C)
    #expect(edid.week == 10)
    #expect(edid.year == 2020)
    #expect(!edid.isChecksumValid)
  }

  @Test func acceptsExtensionBlocksAndWrongChecksum() throws {
    var bytes = builder.bytes
    bytes[127] &+= 1
    let edid = try EDID(bytes: bytes + [UInt8](repeating: 0xFF, count: 128))
    #expect(!edid.isChecksumValid)
    #expect(edid.serial == "ABC123")
  }

  @Test(arguments: [0, 1, 8, 127])
  func refusesShortBytes(count: Int) {
    #expect(throws: EDIDError.tooShort(byteCount: count)) {
      try EDID(bytes: Array(builder.bytes.prefix(count)))
    }
  }

  @Test(arguments: [0x00, 0xFF, 0x41] as [UInt8])
  func refusesWrongHeader(filler: UInt8) {
    #expect(throws: EDIDError.wrongHeader) {
      try EDID(bytes: [UInt8](repeating: filler, count: 256))
    }
  }

  @Test(arguments: [0x00, 0x01, 0x0A, 0x20, 0x7F, 0x80, 0xFF] as [UInt8])
  func survivesGarbageAfterHeader(filler: UInt8) throws {
    var bytes = builder.bytes
    bytes.replaceSubrange(8..<128, with: repeatElement(filler, count: 120))
    let edid = try EDID(bytes: bytes)
    #expect(edid.manufacturer.count == 3)
    #expect(edid.modelName == nil)
    #expect(edid.serialText == nil)
  }

  /// Every byte of an EDID set to each of some values: nothing crashes and texts stay printable.
  @Test func survivesEveryDamagedByte() throws {
    for index in 8..<128 {
      for value in [0x00, 0x0A, 0x1B, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = builder.bytes
        bytes[index] = value
        let edid = try EDID(bytes: bytes)
        for text in [edid.manufacturer, edid.modelName, edid.serial].compactMap({ $0 }) {
          let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
          #expect(isPrintable, "\(text.debugDescription) for \(value) at \(index)")
        }
      }
    }
  }

  @Test(
    arguments: [
      (Array("U2720Q\n      ".utf8), "U2720Q"),
      (Array("THIRTEENCHARS".utf8), "THIRTEENCHARS"),
      (Array("  LEADING\n".utf8), "LEADING"),
      (Array("PADDED".utf8) + [0, 0x41, 0x42], "PADDED"),
      (Array("AFTER\nGARBAGE".utf8), "AFTER"),
      ([0x41, 0x1B, 0x7F, 0x42, 0x0A], "A??B"),
      ([0x81, 0x62, 0x65, 0x72, 0xE1, 0x0A], "überß"),
      ([0xFF, 0x41, 0xFF, 0x0A], "A"),
    ] as [([UInt8], String)])
  func decodesText(payload: [UInt8], text: String) throws {
    #expect(try EDID(bytes: builder.withoutTexts.raw(0xFC, payload).bytes).modelName == text)
  }

  @Test(
    arguments: [[0x0A], [0x20, 0x20], [0x00], [0x01, 0x02], [0x2D, 0x2D, 0x0A]] as [[UInt8]])
  func textsThatSayNothingAreNone(payload: [UInt8]) throws {
    #expect(try EDID(bytes: builder.withoutTexts.raw(0xFC, payload).bytes).modelName == nil)
  }

  @Test func takesTheFirstTextThatSaysSomething() throws {
    let bytes = builder.withoutTexts.text(0xFC, " ").text(0xFC, "SECOND").text(0xFC, "THIRD").bytes
    #expect(try EDID(bytes: bytes).modelName == "SECOND")
  }

  @Test func ignoresTimingsThatLookLikeText() throws {
    var bytes = builder.bytes
    bytes[54] = 0x56  // A pixel clock: now it is a timing and not the name.
    #expect(try EDID(bytes: bytes).modelName == nil)
  }

  @Test(
    arguments: [
      (0, 30, nil, 2020, false), (54, 30, 54, 2020, false), (55, 30, nil, 2020, false),
      (255, 31, nil, 2021, true), (1, 0, 1, nil, false), (1, 255, 1, 2245, false),
    ] as [(UInt8, UInt8, Int?, Int?, Bool)])
  func readsWeekAndYear(week: UInt8, year: UInt8, weekRead: Int?, yearRead: Int?, isModel: Bool)
    throws
  {
    let edid = try EDID(bytes: EDIDBuilder(week: week, year: year).bytes)
    #expect(edid.week == weekRead)
    #expect(edid.year == yearRead)
    #expect(edid.isModelYear == isModel)
  }
}

extension EDIDBuilder {
  /// Without descriptors.
  fileprivate var withoutTexts: EDIDBuilder {
    var copy = self
    copy.descriptors = []
    return copy
  }
}

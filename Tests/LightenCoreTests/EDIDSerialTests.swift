import Testing

@testable import LightenCore

@Suite struct EDIDSerialTests {
  @Test(
    arguments: [
      ("ABC123", 7, "ABC123"),
      ("0", 7, "7"),
      ("0000000000", 7, "7"),
      ("  000 ", 7, "7"),
      ("N/A", 7, "7"),
      ("Serial Number", 7, "7"),
      ("FFFFFFFF", 7, "7"),
      ("16843009", 7, "7"),
      ("0123456789ABC", 7, "7"),
      ("111", 7, "111"),
      ("1001", 7, "1001"),
      ("A/1", 7, "A/1"),
      (nil, 7, "7"),
      (nil, 4_294_967_294, "4294967294"),
      (nil, 0, nil),
      (nil, 0x0101_0101, nil),
      (nil, 0xFFFF_FFFF, nil),
      ("000000", 0, nil),
      ("UNKNOWN", 0x0101_0101, nil),
    ] as [(String?, UInt32, String?)])
  func choosesMeaningfulSerial(text: String?, number: UInt32, serial: String?) throws {
    var builder = EDIDBuilder(serialNumber: number)
    if let text { builder = builder.text(0xFF, text) }
    #expect(try EDID(bytes: builder.bytes).serial == serial)
  }
}

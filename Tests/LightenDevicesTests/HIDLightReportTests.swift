import Testing

@testable import LightenDevices

@Suite struct HIDLightReportTests {
  /// A report of 16 bytes as the predecessor's devices send it: number, text, zeros.
  private func report(_ text: String) -> HIDLightReport {
    let bytes = [0] + Array(text.utf8)
    return HIDLightReport(bytes + Array(repeating: 0, count: max(16 - bytes.count, 0)))
  }

  @Test(
    arguments: [
      ("0", 0), ("7", 7), ("47", 47), ("1023", 1_023), ("1000000", 1_000_000), ("47.25", 47.25),
      ("0.5", 0.5), ("00047", 47), ("-0", 0), (" 47", 47), ("47 ", 47), ("47\r\n", 47),
      ("\t 47 \n", 47),
    ] as [(String, Double)])
  func readsALevel(text: String, level: Double) {
    #expect(report(text) == .level(level))
  }

  @Test(
    arguments: [
      ("-1", .noSensor), ("-1.0", .noSensor), (" -1\n", .noSensor), ("-2", .invalid),
      ("-2.0", .invalid),
    ] as [(String, HIDLightReport)])
  func knowsTheErrorsOfTheDevice(text: String, error: HIDLightReport) {
    #expect(report(text) == error)
  }

  /// Numbers that are no light level are named; everything else is shown in bytes.
  @Test(
    arguments: [
      ("-3", "-3"), ("-0.5", "-0.5"), ("-100", "-100"), ("1000001", "1000001"),
      ("99999999999999", "99999999999999"), ("nan", "nan"), ("inf", "inf"), ("-inf", "-inf"),
      ("0x10", "0x10"), ("1e2", "1e2"), ("+5", "+5"), ("-0x1", "-0x1"),
      ("4,5", "00 34 2c 35 00 00 00 00 00 00 00 00 00 00 00 00"),
      ("12 34", "00 31 32 20 33 34 00 00 00 00 00 00 00 00 00 00"),
      ("47lx", "00 34 37 6c 78 00 00 00 00 00 00 00 00 00 00 00"),
      ("--5", "00 2d 2d 35 00 00 00 00 00 00 00 00 00 00 00 00"),
      ("", "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"),
      (" \n", "00 20 0a 00 00 00 00 00 00 00 00 00 00 00 00 00"),
      ("a text that is too long", "00 61 20 74 65 78 74 20 74 68 61 74 20 69 73 20"),
    ])
  func showsRubbish(text: String, shown: String) {
    #expect(report(text) == .rubbish(shown))
  }

  @Test(
    arguments: [
      ([], .rubbish("nothing")), ([0], .rubbish("00")), ([7], .rubbish("07")),
      // Without padding, and with another number of the report.
      ([0, 0x34, 0x37], .level(47)), ([1, 0x34, 0x37], .level(47)),
      // What stands behind the first zero is from an earlier report.
      ([0, 0x34, 0x37, 0, 0x39, 0x39], .level(47)), ([0, 0, 0x34], .rubbish("00 00 34")),
      ([0, 0xFF, 0xFE], .rubbish("00 ff fe")), ([0, 0x34, 0xC3], .rubbish("00 34 c3")),
      ([0x34], .rubbish("34")),
    ] as [([UInt8], HIDLightReport)])
  func takesAnyBytes(bytes: [UInt8], report: HIDLightReport) {
    #expect(HIDLightReport(bytes) == report)
  }
}

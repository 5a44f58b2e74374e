import Testing

@testable import LightenCore

@Suite struct VcpFeatureTests {
  @Test(
    arguments: [
      ("contrast", 0x12), ("Contrast", 0x12), ("color-preset", 0x14), ("colour-preset", 0x14),
      ("colorpreset", 0x14), ("red_gain", 0x16), ("blue-gain", 0x1A), ("input", 0x60),
      ("input-source", 0x60), ("volume", 0x62), ("mute", 0x8D), ("power", 0xD6),
      ("sharpness", 0x87), ("picture-mode", 0xDC), ("factory-reset", 0x04), ("0x12", 0x12),
      ("0XE1", 0xE1), ("18", 18), ("255", 255), ("0", 0),
    ] as [(String, UInt8)])
  func readsFeatures(text: String, code: UInt8) throws {
    #expect(try VcpFeature.code(text) == code)
  }

  @Test(arguments: [
    ("contrats", "“contrats” is not a VCP feature: did you mean contrast?"),
    ("powr", "“powr” is not a VCP feature: did you mean power?"),
    ("256", "“256” is not a VCP feature: their numbers go from 0 to 255, 0xFF."),
    ("0x100", "“0x100” is not a VCP feature: their numbers go from 0 to 255, 0xFF."),
    (
      "zzzzzzz",
      "“zzzzzzz” is not a VCP feature: write its number, such as 0x12 or 18, or a name, such as "
        + "contrast or input; “lighten vcp --help” shows all names."
    ),
  ])
  func refusesFeatures(text: String, message: String) {
    let error = #expect(throws: CommandLineValueError.self) { try VcpFeature.code(text) }
    #expect(error?.message == message)
  }

  @Test(arguments: ["", " ", "-1", "+18", "0x", "0x1G", "1e1", "٣"])
  func refusesOddNumbers(text: String) {
    #expect(throws: CommandLineValueError.self) { try VcpFeature.code(text) }
    #expect(throws: CommandLineValueError.self) { try VcpFeature.value(text, of: 0x12) }
  }

  @Test(
    arguments: [
      (0x60, "hdmi1", 0x11), (0x60, "HDMI-1", 0x11), (0x60, "hdmi", 0x11), (0x60, "hdmi2", 0x12),
      (0x60, "vga1", 0x01), (0x60, "dvi1", 0x03), (0x60, "dp1", 0x0F),
      (0x60, "DisplayPort-2", 0x10),
      (0x60, "usb-c", 0x1B), (0x60, "USBC", 0x1B), (0x60, "0x90", 0x90), (0x60, "17", 17),
      (0xD6, "on", 1), (0xD6, "standby", 2), (0xD6, "suspend", 3), (0xD6, "off", 4),
      (0xD6, "hard-off", 5), (0x14, "srgb", 1), (0x14, "native", 2), (0x14, "4000K", 3),
      (0x14, "5000k", 4), (0x14, "6500k", 5), (0x14, "11500k", 0x0A), (0x14, "user3", 0x0D),
      (0x8D, "on", 1), (0x8D, "off", 2), (0x12, "70", 70), (0xE1, "0xFFFF", 0xFFFF),
    ] as [(UInt8, String, UInt16)])
  func readsValues(code: UInt8, text: String, value: UInt16) throws {
    #expect(try VcpFeature.value(text, of: code) == value)
  }

  @Test(
    arguments: [
      (0xD6, "of", "“of” is not a value of power: did you mean off?"),
      (0x60, "hdmi9", "“hdmi9” is not a value of input: did you mean hdmi1?"),
      (
        0x8D, "quiet",
        "“quiet” is not a value of mute: write a number, such as 0x11, or one of on, off."
      ),
      (
        0x12, "high",
        "“high” is not a value: it must be a number from 0 to 65535, such as 70 or 0x11."
      ),
      (
        0xE1, "65536",
        "“65536” is not a value: it must be a number from 0 to 65535, such as 70 or 0x11."
      ),
    ] as [(UInt8, String, String)])
  func refusesValues(code: UInt8, text: String, message: String) {
    let error = #expect(throws: CommandLineValueError.self) {
      try VcpFeature.value(text, of: code)
    }
    #expect(error?.message == message)
  }

  @Test(
    arguments: [
      (0x12, 75, 100, "75 of 100"), (0x60, 0x11, 0x12, "hdmi1 (0x11)"),
      // Some monitors repeat the value in the high byte.
      (0x60, 0x0F0F, 0x12, "dp1 (0x0F)"), (0x60, 0x90, 0x12, "0x90"),
      (0x60, 0x0390, 0x12, "0x0390"), (0xD6, 1, 5, "on (0x01)"), (0xE1, 3, 9, "3 of 9"),
      (0xDF, 0x0202, 0xFFFF, "514 of 65535"),
    ] as [(UInt8, UInt16, UInt16, String)])
  func showsValues(code: UInt8, current: UInt16, maximum: UInt16, text: String) {
    #expect(VcpFeature.text(code: code, current: current, maximum: maximum) == text)
  }

  @Test func codesAndNamesAreUnambiguous() throws {
    let codes = VcpFeature.all.map(\.code)
    #expect(codes == Set(codes).sorted())
    for feature in VcpFeature.all {
      for name in [feature.name] + feature.aliases {
        #expect(try VcpFeature.code(name) == feature.code)
      }
      #expect(Set(feature.values.map(\.code)).count == feature.values.count)
      for value in feature.values {
        for name in [value.name] + value.aliases {
          #expect(try VcpFeature.value(name, of: feature.code) == UInt16(value.code))
        }
      }
    }
  }
}

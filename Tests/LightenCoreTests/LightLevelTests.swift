import LightenCore
import Testing

@Suite struct LightLevelTests {
  @Test(arguments: [
    ("0", 0), ("240", 240), ("0.5", 0.5), ("12.75", 12.75), (" 7 ", 7), ("007", 7),
    ("1000000", 1_000_000), ("1000000.0", 1_000_000),
  ])
  func readsDecimalNumbers(text: String, value: Double) throws {
    #expect(try LightLevel(parsing: text).value == value)
  }

  @Test(arguments: [
    "", " ", "x", "nan", "inf", "1e3", "0x10", "-1", "+1", "1.", ".5", "1.2.3", "1,5", "240 lux",
    "٣",
  ])
  func refusesWhatIsNoNumber(text: String) {
    let error = #expect(throws: CommandLineValueError.self) { try LightLevel(parsing: text) }
    #expect(error?.message == "“\(text)” is no level of light: write a number such as 240 or 0.5.")
  }

  @Test(arguments: ["1000000.1", "1000001", "99999999999999999999999999999999"])
  func refusesMoreThanThereIs(text: String) {
    let error = #expect(throws: CommandLineValueError.self) { try LightLevel(parsing: text) }
    #expect(error?.message == "“\(text)” is too much light: the level goes from 0 to 1000000.")
  }
}

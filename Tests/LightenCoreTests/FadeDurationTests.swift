import Testing

@testable import LightenCore

@Suite struct FadeDurationTests {
  @Test(
    arguments: [
      ("500ms", 500), ("2s", 2000), ("1.5s", 1500), ("1m", 60_000), ("1min", 60_000),
      ("0.5h", 1_800_000), ("24h", 86_400_000), ("0", 0), ("0s", 0), ("1.5ms", 2), ("0.4ms", 0),
      ("0.0015s", 2), (" 2 s ", 2000), ("2S", 2000), ("1.9999999s", 2000),
    ] as [(String, UInt32)])
  func reads(text: String, milliseconds: UInt32) throws {
    #expect(try FadeDuration(parsing: text).milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "s", "ms", "-1s", "+1s", "1,5s", "1.s", ".5s", "1.2.3s", "nans", "1e3s", "0x1s", "1d",
    "fast", "٢s",
  ])
  func refusesNonsense(text: String) {
    let error = #expect(throws: CommandLineValueError.self) { try FadeDuration(parsing: text) }
    #expect(
      error?.message == "“\(text)” is no duration: write it like 500ms, 2s, 1.5s, 1m or 1h.")
  }

  @Test(arguments: ["86400001ms", "24.001h", "99999999999999999999s", "1441m"])
  func refusesMoreThanADay(text: String) {
    let error = #expect(throws: CommandLineValueError.self) { try FadeDuration(parsing: text) }
    #expect(error?.message == "“\(text)” is too long: a fade takes 24 hours at most.")
  }

  @Test func asksForTheUnit() {
    let error = #expect(throws: CommandLineValueError.self) { try FadeDuration(parsing: "500") }
    #expect(error?.message == "“500” has no unit: write 500ms or 500s.")
  }
}

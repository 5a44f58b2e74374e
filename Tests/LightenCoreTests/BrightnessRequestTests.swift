import Testing

@testable import LightenCore

@Suite struct BrightnessRequestTests {
  @Test(
    arguments: [
      ("40", .absolute(40)), ("0", .absolute(0)), ("100", .absolute(100)), ("40%", .absolute(40)),
      ("= 40", .absolute(40)), ("=40", .absolute(40)), (" 40 ", .absolute(40)),
      ("007", .absolute(7)),
      ("+10", .relative(10)), ("+ 10", .relative(10)), ("+10%", .relative(10)),
      ("-10", .relative(-10)), ("- 10", .relative(-10)), ("-100", .relative(-100)),
      ("+0", .relative(0)), ("- 10 %", .relative(-10)),
    ] as [(String, BrightnessRequest)])
  func reads(text: String, request: BrightnessRequest) throws {
    #expect(try BrightnessRequest(parsing: text) == request)
  }

  @Test(arguments: [
    "", " ", "+", "%", "= %", "--5", "+-5", "40 50", "4o", "0x10", "1.5", "٤٠", "40%%",
  ])
  func refusesNonsense(text: String) {
    let error = #expect(throws: CommandLineValueError.self) {
      try BrightnessRequest(parsing: text)
    }
    #expect(error?.message.hasPrefix("“\(text)” is no brightness") == true)
  }

  @Test(arguments: [
    ("101", "“101” is too bright: give a percentage from 0 to 100."),
    (
      "= 99999999999999999999",
      "“= 99999999999999999999” is too bright: give a percentage from 0 to 100."
    ),
    ("+101", "A change of “+101” is too much: brightness goes from 0 to 100 percent."),
    ("-101", "A change of “-101” is too much: brightness goes from 0 to 100 percent."),
  ])
  func refusesTooMuch(text: String, message: String) {
    let error = #expect(throws: CommandLineValueError.self) {
      try BrightnessRequest(parsing: text)
    }
    #expect(error?.message == message)
  }
}

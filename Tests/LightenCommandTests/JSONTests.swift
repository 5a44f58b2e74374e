import GLibKit
import Testing

@testable import LightenCommand

@Suite struct JSONTests {
  @Test(arguments: [
    (240, "240"), (0.5, "0.5"), (-0.0, "0"), (12.75, "12.75"), (1e300, "1e+300"), (.nan, "null"),
    (.infinity, "null"),
  ])
  func writesDecimals(value: Double, text: String) {
    #expect(JSON.decimal(value).text == text)
    #expect(JSON(Variant.double(value)).text == text)
  }

  @Test func writesObjects() {
    let object = JSON.object([
      ("a \"b\"", .array([.null, .bool(true), .number(-1)])), ("c", .string("\u{1}\n\\")),
    ])
    #expect(object.text == #"{"a \"b\"": [null, true, -1], "c": "\u0001\n\\"}"#)
  }
}

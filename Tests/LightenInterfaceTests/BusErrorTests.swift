import DBusKit
import LightenCore
import LightenInterface
import Testing

@Suite struct BusErrorTests {
  private static let names: [(DisplayError.Code, String)] = [
    (.noSuchDisplay, "com.github.jcrd.lighten.Error.NoSuchDisplay"),
    (.ambiguousDisplay, "com.github.jcrd.lighten.Error.AmbiguousDisplay"),
    (.unresponsive, "com.github.jcrd.lighten.Error.Unresponsive"),
    (.asleep, "com.github.jcrd.lighten.Error.Asleep"),
    (.unsupported, "com.github.jcrd.lighten.Error.Unsupported"),
    (.permissionDenied, "com.github.jcrd.lighten.Error.PermissionDenied"),
    (.gone, "com.github.jcrd.lighten.Error.Gone"),
    (.failed, "com.github.jcrd.lighten.Error.Failed"),
    (.invalidArguments, "org.freedesktop.DBus.Error.InvalidArgs"),
  ]

  @Test(arguments: names)
  func hasTheNameOfTheContract(code: DisplayError.Code, name: String) {
    let error = DisplayError(code, "Plug it in.")
    #expect(BusError(error) == BusError(name: name, message: "Plug it in."))
    #expect(BusError(error).displayError == error)
  }

  @Test func coversEveryCode() {
    #expect(Set(Self.names.map(\.0)) == Set(DisplayError.Code.allCases))
    #expect(Set(Self.names.map(\.1)).count == Self.names.count)
  }

  @Test(arguments: [
    "", "com.github.jcrd.lighten.Error.", "com.github.jcrd.lighten.Error.Other",
    "com.github.jcrd.lighten.Error", "Gone", "org.freedesktop.DBus.Error.ServiceUnknown",
    "com.github.jcrd.lighten.error.Gone", "com.github.jcrd.lighten.Error.gone",
  ])
  func leavesOtherErrorsAlone(name: String) {
    #expect(BusError(name: name, message: "x").displayError == nil)
  }
}

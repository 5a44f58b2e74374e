import LightenInterface
import Testing

@Suite struct BusNamesTests {
  @Test func areThoseOfTheContract() {
    #expect(BusNames.service == "com.github.jcrd.lighten")
    #expect(BusNames.root == "/com/github/jcrd/lighten")
    #expect(BusNames.manager == "com.github.jcrd.lighten.Manager")
    #expect(BusNames.display == "com.github.jcrd.lighten.Display")
    #expect(BusNames.backlight == "com.github.jcrd.lighten.Backlight")
    #expect(BusNames.vcp == "com.github.jcrd.lighten.Vcp")
    #expect(BusNames.simulator == "com.github.jcrd.lighten.Simulator")
    #expect(BusNames.objectManager == "org.freedesktop.DBus.ObjectManager")
  }

  @Test(arguments: [0, 1, 7, 10, 999_999])
  func findsNumbersInPaths(number: Int) {
    let path = BusNames.path(ofDisplay: number)
    #expect(path == "/com/github/jcrd/lighten/displays/\(number)")
    #expect(BusNames.number(ofDisplayAt: path) == number)
  }

  @Test(arguments: [
    "", "/", "/com/github/jcrd/lighten", "/com/github/jcrd/lighten/displays",
    "/com/github/jcrd/lighten/displays/", "/com/github/jcrd/lighten/displays/x",
    "/com/github/jcrd/lighten/displays/1/x", "/com/github/jcrd/lighten/displays/1x",
    "/com/github/jcrd/lighten/Displays/1", "/other/com/github/jcrd/lighten/displays/1",
    "/com/github/jcrd/lighten/displays/99999999999999999999",
    // Numbers that no display's path has.
    "/com/github/jcrd/lighten/displays/01", "/com/github/jcrd/lighten/displays/-1",
    "/com/github/jcrd/lighten/displays/+1",
  ])
  func findsNoNumberElsewhere(path: String) {
    #expect(BusNames.number(ofDisplayAt: path) == nil)
  }
}

import LightenCore
import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct DisplaySelectionTests {
  private let left = DisplaySnapshot.monitor(
    0, connector: "DP-1", brightness: 10, alias: "left",
    sysPath: "/sys/devices/pci0000:00/drm/card1/card1-DP-1")
  private let right = DisplaySnapshot.monitor(3, connector: "DP-2", brightness: 20)
  private let dumb = DisplaySnapshot.monitor(5, connector: "VGA-1", brightness: nil)
  private var all: [DisplaySnapshot] { [left, right, dumb] }

  private func numbers(_ selectors: String...) throws -> [Int] {
    try DisplaySelection(selectors: selectors).displays(among: all).map(\.number)
  }

  @Test func meansEveryControllableDisplayByDefault() throws {
    #expect(try numbers() == [0, 3])
    #expect(DisplaySelection(selectors: []).contains(dumb, among: all))
  }

  @Test(arguments: ["0", "left", "dp-1", "card1-DP-1", "S0", "DEL-U2720Q-S0"])
  func findsByEverythingThatTheServiceKnows(selector: String) throws {
    #expect(try numbers(selector) == [0])
  }

  @Test func keepsTheOrderAndTakesEachOnce() throws {
    #expect(try numbers("DP-2", "VGA-1", "3", "0") == [3, 5, 0])
  }

  @Test func leavesOutWhatIsNotConnected() throws {
    #expect(try numbers("DP-9", "DP-2") == [3])
    #expect(DisplaySelection(selectors: ["DP-9", "DP-2"]).contains(right, among: all))
    #expect(!DisplaySelection(selectors: ["DP-9", "DP-2"]).contains(left, among: all))
  }

  @Test func saysWhatIsWrongWhenNothingIsLeft() {
    #expect(throws: SelectionError.self) { try numbers("DP-9", "U2720Q") }
    let problem = DisplaySelection(selectors: ["U2720Q"]).problem(among: all)
    #expect(problem?.message.hasPrefix("“U2720Q” fits several displays: 0 (left, Dell") == true)
    #expect(DisplaySelection(selectors: ["0"]).problem(among: all) == nil)
    #expect(!DisplaySelection(selectors: ["U2720Q"]).contains(left, among: all))
  }
}

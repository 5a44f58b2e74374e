import Testing

@testable import LightenCommand
@testable import LightenInterface

@Suite struct DisplayCompletionTests {
  @Test func offersWhatChoosesOneDisplay() {
    let displays = [
      DisplaySnapshot.monitor(0, connector: "DP-1", brightness: 10, alias: "left"),
      DisplaySnapshot.monitor(3, connector: "DP-2", brightness: nil),
    ]
    // Both are of one model.
    #expect(DisplayCompletion.words(for: displays) == ["left", "DP-1", "DP-2", "0", "3"])
    #expect(
      DisplayCompletion.words(for: [displays[0]]) == ["left", "DP-1", "U2720Q", "0"])
    #expect(DisplayCompletion.words(for: []) == [])
  }

  /// bash expands the words of a completion.
  @Test(arguments: ["$(reboot)", "`id`", "a b", "a;b", "-x", "é", "x'", "a*", ""])
  func leavesOutWhatAShellWouldNotTakeAsItIs(alias: String) {
    let display = DisplaySnapshot.monitor(1, connector: "DP-1", brightness: 10, alias: alias)
    #expect(DisplayCompletion.words(for: [display]) == ["DP-1", "U2720Q", "1"])
  }
}

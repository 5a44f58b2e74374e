import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct PanelViewTests {
  private func view(_ displays: DisplaySnapshot..., selectors: [String] = []) -> PanelView {
    PanelView(DisplaySelection(selectors: selectors), among: displays)
  }

  @Test func showsTheFirstThatIsReady() {
    let shown = view(
      .monitor(0, brightness: nil, state: "unsupported"),
      .monitor(1, brightness: 20, state: "asleep"), .monitor(2, brightness: 30, isAuto: true),
      .monitor(3, brightness: 40))
    #expect(shown.condition == .ready)
    #expect(shown.brightness == 30)
    #expect(shown.isAuto)
  }

  @Test func keepsTheOrderOfTheSelectors() {
    let displays = (0...2).map { number in
      DisplaySnapshot.monitor(
        number, connector: "DP-\(number)", brightness: UInt32(number * 10),
        state: number == 2 ? "asleep" : "ready")
    }
    let show = { (selectors: [String]) in
      PanelView(DisplaySelection(selectors: selectors), among: displays).brightness
    }
    #expect(show(["DP-2", "DP-1", "DP-0"]) == 10)
    #expect(show(["DP-2"]) == 20)
  }

  @Test(arguments: ["ready", "probing", "asleep", "unresponsive"])
  func tellsTheState(word: String) {
    let shown = view(.monitor(0, brightness: 20, state: word))
    #expect(shown.condition.rawValue == word)
    #expect(shown.brightness == 20)
  }

  @Test func tellsOfAChosenOneThatCannotBeControlled() {
    let shown = view(.monitor(0, brightness: nil, state: "unsupported"), selectors: ["0"])
    #expect(shown.condition == .unsupported)
    #expect(shown.brightness == nil)
  }

  @Test func takesTheWordOfANewerServiceForTrouble() {
    #expect(view(.monitor(0, brightness: 20, state: "dreaming")).condition == .unresponsive)
  }

  @Test func hasALineAboutEveryDisplay() {
    let shown = view(
      .monitor(0, brightness: 20), .monitor(1, name: "desk", connector: "", brightness: 30),
      .monitor(2, brightness: 40, isAuto: true, state: "asleep", reason: "It is in standby."),
      .monitor(
        3, connector: "VGA-1", brightness: nil, state: "unsupported", reason: "No DDC/CI."),
      selectors: ["1"])
    #expect(
      shown.details == [
        "Dell U2720Q (DP-1): 20%", "desk: 30%",
        "Dell U2720Q (DP-1): 40%, auto, asleep – It is in standby.",
        "Dell U2720Q (VGA-1): unsupported – No DDC/CI.",
      ])
  }

  @Test func saysWhyThereIsNoneToShow() {
    #expect(view().condition == .none)
    #expect(view().details == ["No monitor is connected."])
    let dumb = view(.monitor(0, brightness: nil, state: "unsupported"))
    #expect(dumb.condition == .none)
    #expect(dumb.details == ["No monitor can be controlled.", "Dell U2720Q (DP-1): unsupported"])
    let absent = view(.monitor(0, brightness: 20), selectors: ["DP-9"])
    #expect(absent.condition == .none)
    #expect(absent.details.first?.hasPrefix("No display “DP-9”") == true)
    #expect(absent.details.last == "Dell U2720Q (DP-1): 20%")
  }
}

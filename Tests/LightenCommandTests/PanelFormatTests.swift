import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct PanelFormatTests {
  private func view(_ displays: DisplaySnapshot..., selectors: [String] = []) -> PanelView {
    PanelView(DisplaySelection(selectors: selectors), among: displays)
  }

  @Test(arguments: [
    (0, "○ 0%"), (12, "○ 12%"), (13, "◔ 13%"), (37, "◔ 37%"), (38, "◑ 38%"), (62, "◑ 62%"),
    (63, "◕ 63%"), (87, "◕ 87%"), (88, "● 88%"), (100, "● 100%"),
  ])
  func hasAnIconByLevel(percent: UInt32, text: String) {
    #expect(PanelFormat.polybar.line(view(.monitor(0, brightness: percent))) == text)
  }

  @Test(arguments: [
    ("probing", "◌ 50%"), ("asleep", "☾ 50%"), ("unresponsive", "⚠ 50%"),
  ])
  func hasAnIconByState(state: String, text: String) {
    #expect(PanelFormat.polybar.line(view(.monitor(0, brightness: 50, state: state))) == text)
  }

  @Test func tellsWhatHasNoLevel() {
    #expect(PanelFormat.polybar.line(.stopped) == "✕ stopped")
    #expect(PanelFormat.polybar.line(view()) == "◌ –")
    let dumb = DisplaySnapshot.monitor(0, brightness: nil, state: "unsupported")
    #expect(PanelFormat.polybar.line(view(dumb, selectors: ["0"])) == "⊘ –")
  }

  @Test func marksAutomaticBrightness() {
    let display = DisplaySnapshot.monitor(0, brightness: 50, isAuto: true)
    #expect(PanelFormat.polybar.line(view(display)) == "◑ 50% auto")
  }

  @Test func isTheJSONOfWaybar() {
    #expect(
      PanelFormat.waybar.line(view(.monitor(0, brightness: 50))) == """
        {"text": "◑ 50%", "alt": "ready", "tooltip": "Dell U2720Q (DP-1): 50%", \
        "class": ["ready"], "percentage": 50}
        """)
    #expect(
      PanelFormat.waybar.line(view()) == """
        {"text": "◌ –", "alt": "none", "tooltip": "No monitor is connected.", \
        "class": ["none"], "percentage": null}
        """)
  }

  @Test(arguments: [
    ("ready", "\"alt\": \"auto\"", "\"class\": [\"ready\", \"auto\"]"),
    ("asleep", "\"alt\": \"asleep\"", "\"class\": [\"asleep\", \"auto\"]"),
  ])
  func hasAClassForAutomaticBrightness(state: String, alt: String, classes: String) {
    let line = PanelFormat.waybar.line(
      view(.monitor(0, brightness: 50, isAuto: true, state: state)))
    #expect(line.split(separator: ", \"tooltip\"").first?.hasSuffix(alt) == true)
    #expect(line.split(separator: ", \"percentage\"").first?.hasSuffix(classes) == true)
  }

  @Test func keepsNastyNamesHarmless() {
    let nasty = DisplaySnapshot.monitor(
      0, name: "<b>&\"x\\\n%{F#f00}\u{7F}\u{9B}\u{2028}é", connector: "", brightness: 50)
    let tooltip = #""tooltip": "&lt;b&gt;&amp;\"x\\ %{F#f00}   é: 50%", "#
    #expect(PanelFormat.waybar.line(view(nasty)).split(separator: tooltip).count == 2)
    #expect(PanelFormat.polybar.line(view(nasty)) == "◑ 50%")
  }
}

import Testing

@testable import LightenCore

@Suite struct ProfileTests {
  private static let panel = display(0, "card0-eDP-1", "LGD-1", name: "LG Display")
  private static let left = display(
    1, "card0-DP-1", "DEL-A0C7-5", "5", "U2720Q", name: "Dell U2720Q")
  private static let right = display(
    2, "card0-DP-2", "DEL-A0C7-6", "6", "U2720Q", name: "Dell U2720Q", alias: "right")

  private static func display(
    _ number: Int, _ connector: String, _ id: String, _ serial: String? = nil,
    _ model: String? = nil, name: String, alias: String? = nil
  ) -> SelectableDisplay {
    SelectableDisplay(
      number: number, alias: alias, connector: connector, id: id, serial: serial, model: model,
      name: name)
  }

  private func profile(_ displays: [String]) -> Profile {
    Profile(name: "p", line: 1, displays: displays, settings: ProfileSettings())
  }

  @Test(arguments: [
    ["eDP-1", "DP-1", "DP-2"], ["0", "1", "2"], ["EDP-1", "5", "Right"],
    // Two of one model, and one that fits both but must leave one to the other.
    ["U2720Q", "U2720Q", "0"], ["U2720Q", "DP-1", "eDP-1"], ["Dell U2720Q", "6", "eDP-1"],
  ])
  func matchesExactlyTheseDisplays(selectors: [String]) {
    let profile = profile(selectors)
    #expect(profile.matches([Self.panel, Self.left, Self.right]))
    #expect(profile.matches([Self.right, Self.left, Self.panel]))
    #expect(!profile.matches([Self.panel, Self.left]))
    #expect(!profile.matches([Self.left, Self.right]))
  }

  @Test(arguments: [
    ["eDP-1", "DP-1"], ["eDP-1", "DP-1", "DP-2", "DP-3"], ["eDP-1", "DP-1", "DP-1"],
    ["U2720Q", "U2720Q", "U2720Q"], ["eDP-1", "DP-1", "DP-9"],
  ])
  func doesNotMatchOthers(selectors: [String]) {
    #expect(!profile(selectors).matches([Self.panel, Self.left, Self.right]))
  }

  @Test func nothingMatchesNoDisplay() {
    #expect(!profile(["eDP-1"]).matches([]))
  }

  @Test func aDisplaysGroupCountsMoreThanTheProfile() throws {
    let configuration = try Configuration.parse(
      text: """
        [profile docked DP-1]
        brightness = 80
        input = hdmi1
        minimum = 80
        [profile docked]
        displays = eDP-1; DP-1
        brightness = 40
        maximum = 60
        auto = true
        """, file: "c")
    let profile = try #require(configuration.profile(named: " DOCKED"))
    let settings = profile.settings(for: [Self.panel, Self.left])
    #expect(settings[0]?.brightness == 40)
    #expect(settings[0]?.maximum == 60)
    #expect(settings[0]?.input == nil)
    #expect(settings[1]?.brightness == 80)
    #expect(settings[1]?.input == 0x11)
    #expect(settings[1]?.auto == true)
    // The profile's maximum gives way.
    #expect(settings[1]?.minimum == 80)
    #expect(settings[1]?.maximum == 80)
    // By hand, with another monitor.
    #expect(profile.settings(for: [Self.left, Self.right]).keys.sorted() == [1])
  }

  @Test func theFirstThatMatchesCounts() throws {
    let configuration = try Configuration.parse(
      text: """
        [profile a]
        displays = DP-1
        [profile b]
        displays = U2720Q;
        [profile c]
        displays = eDP-1
        """, file: "c")
    #expect(configuration.profile(for: [Self.left])?.name == "a")
    #expect(configuration.profile(for: [Self.right])?.name == "b")
    #expect(configuration.profile(for: [Self.panel])?.name == "c")
    #expect(configuration.profile(for: [Self.panel, Self.left]) == nil)
    #expect(configuration.profile(named: "d") == nil)
  }

  @Test func saysWhichProfilesThereAre() throws {
    #expect(
      Configuration().sentence(unknownProfile: "x")
        == "There is no profile: write one into lightend.conf.")
    let configuration = try Configuration.parse(
      text: "[profile docked]\ndisplays=0\n[profile away]\ndisplays=1", file: "c")
    #expect(
      configuration.sentence(unknownProfile: "doked")
        == "There is no profile “doked”; did you mean “docked”?")
    #expect(
      configuration.sentence(unknownProfile: "x")
        == "There is no profile “x”; there are docked, away.")
  }

  @Test func isTheSameWhereverItStands() throws {
    let text = "[profile docked]\ndisplays=0\n"
    let one = try Configuration.parse(text: text, file: "c").profiles[0]
    let other = try Configuration.parse(text: "# comment\n" + text, file: "c").profiles[0]
    let third = try Configuration.parse(text: text + "brightness=1", file: "c").profiles[0]
    #expect(one.isSame(as: other))
    #expect(!one.isSame(as: third))
    #expect(!one.isSame(as: nil))
  }

  @Test func theProfilesLimitsCountMoreThanTheDisplays() {
    var settings = DisplaySettings()
    settings.minimum = 20
    settings.maximum = 90
    var profile = ProfileSettings()
    profile.maximum = 10
    settings.merge(profile)
    #expect(settings.minimum == 10)
    #expect(settings.maximum == 10)
  }

  @Test(arguments: [
    ("hdmi1", 0x11), ("HDMI-1", 0x11), ("dp1", 0x0F), ("displayport-2", 0x10), ("vga1", 1),
    ("0x1b", 0x1B), ("27", 27),
  ])
  func readsInputs(text: String, value: UInt16) throws {
    #expect(try VcpFeature.value(text, of: VcpFeature.inputCode) == value)
  }

  @Test(arguments: ["", "hdmi9", "-1", "65536", "0xfffff"])
  func refusesOtherInputs(text: String) {
    #expect(throws: CommandLineValueError.self) {
      try VcpFeature.value(text, of: VcpFeature.inputCode)
    }
  }
}

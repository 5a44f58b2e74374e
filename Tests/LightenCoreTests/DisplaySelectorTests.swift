import Testing

@testable import LightenCore

@Suite struct DisplaySelectorTests {
  static let displays = [
    SelectableDisplay(
      number: 0, connector: "card0-DP-1", id: "DEL-A0C7-ABC123", serial: "ABC123",
      model: "U2720Q", name: "Dell U2720Q"),
    SelectableDisplay(
      number: 1, alias: "Desk", connector: "card0-DP-2", id: "DEL-A0C7-XYZ789", serial: "XYZ789",
      model: "U2720Q", name: "Dell U2720Q"),
    SelectableDisplay(
      number: 4, connector: "card1-HDMI-A-1", id: "GSM-5B09-7", serial: "7", model: "HDR 4K",
      name: "LG HDR 4K"),
    SelectableDisplay(
      number: 7, alias: "hdr 4k", connector: "card1-DP-1", id: "connector-DP-1",
      name: "Unknown monitor"),
  ]

  @Test(arguments: [
    ("0", 0), ("4", 4), (" 1 ", 1),
    ("desk", 1), ("DESK", 1),
    ("DP-2", 1), ("dp-2", 1), ("card0-DP-1", 0), ("CARD1-dp-1", 7),
    ("DEL-A0C7-ABC123", 0), ("del-a0c7-xyz789", 1),
    ("abc123", 0), ("XYZ789", 1),
    ("lg hdr 4k", 4),
    // 7 is a number before it is a serial number; an alias goes before a model.
    ("7", 7), ("HDR 4K", 7),
  ])
  func resolves(selector: String, number: Int) throws {
    #expect(try DisplaySelector.resolve(selector, among: Self.displays) == number)
  }

  /// The configuration refuses such an alias; should one come anyhow, scripts keep their display.
  @Test func aNumberGoesBeforeAnAlias() throws {
    var displays = Self.displays
    displays[3].alias = "0"
    #expect(try DisplaySelector.resolve("0", among: displays) == 0)
  }

  @Test func aNumberThatIsNoDisplayCanBeASerial() throws {
    let displays = Self.displays.filter { $0.number != 7 }
    #expect(try DisplaySelector.resolve("7", among: displays) == 4)
  }

  @Test(arguments: [("DP-1", [0, 7]), ("u2720q", [0, 1]), ("Dell U2720Q", [0, 1])])
  func ambiguousSelectorsCarryTheCandidates(selector: String, numbers: [Int]) {
    let error = #expect(throws: SelectionError.self) {
      try DisplaySelector.resolve(selector, among: Self.displays)
    }
    let candidates = Self.displays.filter { numbers.contains($0.number) }
    #expect(error == .ambiguous(selector, candidates: candidates))
  }

  @Test(arguments: ["2", "00", "-1", "٧", "DP", "DP-3", "card0-DP-2x", "nothing"])
  func unknownSelectorsCarryWhatExists(selector: String) {
    #expect(throws: SelectionError.noSuchDisplay(selector, available: Self.displays)) {
      try DisplaySelector.resolve(selector, among: Self.displays)
    }
  }

  @Test(arguments: ["", "  "])
  func emptySelectorsAreRefused(selector: String) {
    #expect(throws: SelectionError.empty(available: Self.displays)) {
      try DisplaySelector.resolve(selector, among: Self.displays)
    }
  }

  @Test func messagesSayWhatToDo() {
    let two = Array(Self.displays[0...1])
    #expect(
      SelectionError.noSuchDisplay("X", available: two).message
        == "No display “X”: connected are 0 (Dell U2720Q, DP-1), 1 (Desk, Dell U2720Q, DP-2); "
        + "see “lighten list”.")
    #expect(
      SelectionError.noSuchDisplay("X", available: []).message
        == "No display “X”: none is connected; see “lighten doctor”.")
    #expect(
      SelectionError.ambiguous("DP-1", candidates: [Self.displays[3], Self.displays[0]]).message
        == "“DP-1” fits several displays: 0 (Dell U2720Q, card0-DP-1), "
        + "7 (hdr 4k, Unknown monitor, card1-DP-1); "
        + "choose one by its number, connector or serial number.")
  }
}

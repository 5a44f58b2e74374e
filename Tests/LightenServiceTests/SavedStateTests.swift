import GLibKit
import LightenCore
import Testing

@testable import LightenService

@Suite struct SavedStateTests {
  private func state(_ records: DisplayRecord...) -> SavedState {
    var state = SavedState()
    for record in records { state.records[record.number] = record }
    state.next = (records.map(\.number).max() ?? -1) + 1
    return state
  }

  private func record(
    _ number: Int, id: String = "DEL-A0C7-1", connector: String = "card0-DP-1"
  ) -> DisplayRecord {
    DisplayRecord(number: number, id: id, connector: connector)
  }

  private func curve(_ unit: LightUnit, _ points: (Double, Int)...) -> LightCurve {
    LightCurve(unit: unit, points: points.map { LightPoint(light: $0.0, percent: $0.1) })
  }

  @Test func keepsAnEmptyState() throws {
    #expect(try SavedState(text: SavedState().text) == SavedState())
  }

  @Test func keepsEverything() throws {
    var full = record(0)
    full.level = BrightnessLevel(percent: 52, raw: 133)
    full.writes = 123_456_789_012
    full.isAuto = true
    full.baseline = -15
    full.curves = [
      .lux: curve(.lux, (0, 5), (12.5, 20), (1e-5, 6), (0.1 + 0.2, 7), (1_000_000, 100)),
      .raw: curve(.raw, (47, 0)),
    ]
    var manual = record(7, id: "connector-DP-2", connector: "")
    manual.isAuto = false
    let state = state(full, record(1), manual, record(12, id: "SIM-Monitor-S0001"))
    #expect(try SavedState(text: state.text) == state)
  }

  @Test(arguments: [
    "a b", " a ", "a;b", "a=b", "[a]", "#a", "Grüße~12ab", "a\\b", "a\nb", "a\tb", "\"a\"",
  ])
  func keepsAnyText(text: String) throws {
    let state = state(record(0, id: text, connector: text))
    #expect(try SavedState(text: state.text) == state)
  }

  /// The number that comes next may be above all that are there.
  @Test func keepsTheNextNumber() throws {
    var state = state(record(0))
    state.next = 9
    #expect(try SavedState(text: state.text).next == 9)
  }

  @Test func readsTheFormatOfVersion1() throws {
    let state = try SavedState(
      text: """
        [lighten]
        version=1
        next=3

        [display 2]
        id=DEL-A0C7-1
        connector=card0-DP-1
        writes=17
        brightness=52
        raw=133
        auto=true
        baseline=-3
        curve-lux=80.0:60;10:20
        curve-raw=512.25:99
        """)
    var expected = record(2)
    expected.writes = 17
    expected.level = BrightnessLevel(percent: 52, raw: 133)
    expected.isAuto = true
    expected.baseline = -3
    expected.curves = [.lux: curve(.lux, (10, 20), (80, 60)), .raw: curve(.raw, (512.25, 99))]
    #expect(state.records == [2: expected])
    #expect(state.next == 3)
  }

  /// A curve whose last point was forgotten is none.
  @Test func leavesOutWhatIsNothing() throws {
    var empty = record(0)
    empty.curves = [.lux: curve(.lux)]
    let text = state(empty).text
    #expect(!text.contains("curve"))
    #expect(!text.contains("baseline"))
    #expect(try SavedState(text: text) == state(record(0)))
  }

  /// What a hand or a later program may write, and what it means.
  @Test(arguments: [
    ("10:20", [LightPoint(light: 10, percent: 20)]),
    ("0:0;1000000:100", [LightPoint(light: 0, percent: 0), LightPoint(light: 1e6, percent: 100)]),
    ("1e2:50", [LightPoint(light: 100, percent: 50)]),
    // Of two points with the same light the last counts.
    ("10:20;10.0:30", [LightPoint(light: 10, percent: 30)]),
  ])
  func readsACurve(text: String, points: [LightPoint]) throws {
    let state = try SavedState(
      text: "[lighten]\nversion=1\nnext=1\n[display 0]\nid=x\ncurve-lux=\(text)\n")
    #expect(state.records[0]?.curves[.lux]?.points == points)
    #expect(state.records[0]?.curves[.raw] == nil)
  }

  @Test(arguments: ["curve-lux", "curve-raw"])
  func leavesOutADamagedCurve(key: String) throws {
    let damaged = [
      "", ";", "x", "10", "10:", ":20", "10:20;", ";10:20", "10:20;;80:60", "10:20:30", "10 20",
      "10:x", "x:20", "10:101", "10:-1", "10:20.5", "-1:20", "-0.1:20", "1000001:20", "nan:20",
      "inf:20", "10,5:20", "10:20;80:999", "99999999999999999999:1",
    ]
    for text in damaged {
      var losses: [String] = []
      let state = try SavedState(
        text: "[lighten]\nversion=1\nnext=1\n[display 0]\nid=x\nauto=true\n\(key)=\(text)\n"
      ) { losses.append($0.message) }
      #expect(losses == ["[display 0] \(key) is not a list like 10.0:20;80.0:60"], "\(text)")
      var expected = record(0, id: "x", connector: "")
      expected.isAuto = true
      #expect(state.records == [0: expected], "\(text)")
    }
  }

  /// What a later version of this format adds is not ours to judge: it stays as it is, also when the
  /// rest changes.
  @Test func keepsWhatItDoesNotKnow() throws {
    let text = """
      [lighten]
      version=1
      next=1
      new=1;2\\;3;

      [display 0]
      id=x
      curve-moon=1:2
      picture=a\\sb\\x

      [sensor]
      points=1;2
      """
    var state = try SavedState(text: text)
    #expect(state.records.count == 1)
    state.records[0]?.writes = 5
    state.records[1] = record(1)
    state.next = 2
    let again = try KeyFile(text: state.text)
    #expect(again.groups.map(\.name) == ["lighten", "display 0", "display 1", "sensor"])
    #expect(again.groups[0].raw["new"] == "1;2\\;3;")
    #expect(again.groups[1].raw["curve-moon"] == "1:2")
    #expect(again.groups[1].raw["picture"] == "a\\sb\\x")
    #expect(again.groups[1].raw["writes"] == "5")
    #expect(again.groups[3].raw == ["points": "1;2"])
    #expect(try SavedState(text: state.text) == state)
  }

  @Test func savesNoProvisionalNumber() throws {
    var state = state(record(0))
    var registry = try state.registry(isProvisional: true)
    #expect(registry.assign([("x", ""), ("y", "")], connected: []) == [1000, 1001])
    state.adopt(registry, isProvisional: true)
    #expect(state.records.count == 3)
    #expect(try state.registry(isProvisional: true).entries.map(\.number) == [1000, 1001])
    #expect(try state.registry().entries.map(\.number) == [0])
    #expect(try SavedState(text: state.text) == self.state(record(0)))
  }

  /// Numbers from 1000 up may have been given out by then.
  @Test func aProvisionalNumberIsNobodyElses() throws {
    var state = state(record(0))
    state.next = 1200
    #expect(try state.registry(isProvisional: true).next == 1200)
  }

  @Test func bringsBrightnessInside() throws {
    let state = try SavedState(
      text: "[lighten]\nversion=1\nnext=1\n[display 0]\nid=x\nbrightness=400\nraw=400\n")
    #expect(state.records[0]?.level == BrightnessLevel(percent: 100, raw: 400))
  }

  @Test(arguments: [
    ("", "[lighten] is missing"),
    ("rubbish", ""),
    ("[lighten", ""),
    ("[display 0]\nid=x\n", "[lighten] is missing"),
    ("[params]\nbrightness=1\n", "[lighten] is missing"),
    ("[lighten]\nnext=0\n", "version"),
    ("[lighten]\nversion=2\nnext=0\n", "version 2"),
    ("[lighten]\nversion=1\n", "next"),
    ("[lighten]\nversion=1\nnext=x\n", "next"),
    ("[lighten]\nversion=1\nnext=-1\n", "next"),
    ("[lighten]\nversion=1\nnext=99999999999999999999\n", "next"),
    ("[lighten]\nversion=1\nnext=1\n[display x]\nid=x\n", "[display x]"),
    ("[lighten]\nversion=1\nnext=1\n[display -1]\nid=x\n", "[display -1]"),
    ("[lighten]\nversion=1\nnext=1\n[display ]\nid=x\n", "[display ]"),
    ("[lighten]\nversion=1\nnext=1\n[display 0]\nconnector=x\n", "no id"),
    ("[lighten]\nversion=1\nnext=1\n[display 0]\nid=\n", "no id"),
  ])
  func refusesDamage(text: String, part: String) {
    let damage = #expect(throws: SavedState.Damage.self) { try SavedState(text: text) }
    #expect(damage?.message.isEmpty == false)
    if !part.isEmpty { #expect(damage?.message.contains(part) == true) }
  }

  /// What stands by itself is left out, and the rest counts.
  @Test(arguments: [
    ("writes=-4", "writes"),
    ("brightness=40", "raw"),
    ("brightness=x\nraw=1", "brightness"),
    ("brightness=4\nraw=-1", "raw"),
    ("auto=yes", "[display 0] auto"),
    ("auto=", "neither true nor false"),
    ("baseline=x", "[display 0] baseline"),
    ("baseline=101", "from -100 to 100"),
    ("baseline=-101", "from -100 to 100"),
    ("baseline=", "from -100 to 100"),
    ("connector=a\\x", "[display 0] connector has an escape that is none"),
  ])
  func leavesOutADamagedValue(values: String, part: String) throws {
    var losses: [String] = []
    let state = try SavedState(
      text: """
        [lighten]
        version=1
        next=2
        [display 0]
        id=x
        \(values)
        [display 1]
        id=y
        auto=true
        """
    ) { losses.append($0.message) }
    #expect(losses.count == 1)
    #expect(losses.first?.contains(part) == true)
    var other = record(1, id: "y", connector: "")
    other.isAuto = true
    #expect(state.records == [0: record(0, id: "x", connector: ""), 1: other])
  }

  @Test func keepsTheProfile() throws {
    var state = state(record(0), record(1))
    state.profile = AppliedProfile(name: "docked", displays: [0, 1])
    #expect(try SavedState(text: state.text) == state)
    state.profile = AppliedProfile(name: "bare", displays: [12])
    #expect(try SavedState(text: state.text) == state)
  }

  @Test(arguments: ["", "x", "0;", "-1", "0;;1"])
  func leavesOutADamagedProfile(displays: String) throws {
    var losses: [String] = []
    let state = try SavedState(
      text: "[lighten]\nversion=1\nnext=1\nprofile=docked\nprofile-displays=\(displays)\n"
    ) { losses.append($0.message) }
    #expect(losses == ["profile-displays is not a list of numbers like 0;2"])
    #expect(state.profile == nil && state.next == 1)
  }

  @Test func hasARegistry() throws {
    var state = state(record(0), record(2, id: "B", connector: "card0-DP-2"))
    state.next = 5
    let registry = try state.registry()
    #expect(registry.next == 5)
    #expect(registry.entries.map(\.number) == [0, 2])
    #expect(registry.entries.map(\.id) == ["DEL-A0C7-1", "B"])
    #expect(registry.entries.map(\.connector) == ["card0-DP-1", "card0-DP-2"])
  }

  @Test func refusesNumbersOutOfRange() throws {
    let state = try SavedState(
      text: "[lighten]\nversion=1\nnext=1\n[display 1000000]\nid=x\n")
    let damage = #expect(throws: SavedState.Damage.self) { try state.registry() }
    #expect(damage?.message.contains("1000000") == true)
  }
}

import GLibKit
import LightenCore
import Testing

@testable import LightenService

/// What this version writes, as 0.1 reads it.
@Suite struct StateCompatibilityTests {
  /// Checks that 0.1 finds everything that it knows in a file.
  private func check(_ state: SavedState, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let read = try StateReader01(text: state.text) {
      Issue.record("lost: \($0.message)", sourceLocation: sourceLocation)
    }
    let saved = state.records.filter { !$0.value.isProvisional }
    var expected: [Int: StateReader01.Record] = [:]
    for (number, record) in saved {
      var old = StateReader01.Record(number: number, id: record.id, connector: record.connector)
      old.level = record.level.map { [$0.percent, $0.raw] }
      old.writes = record.writes
      old.isAuto = record.isAuto
      old.baseline = record.baseline
      for (unit, curve) in record.curves where !curve.points.isEmpty {
        old.curves[unit.rawValue] = Dictionary(
          uniqueKeysWithValues: curve.points.map { ($0.light, $0.percent) })
      }
      expected[number] = old
    }
    #expect(read.records == expected, sourceLocation: sourceLocation)
    #expect(read.next == state.next, sourceLocation: sourceLocation)
    #expect(read.profile?.name == state.profile?.name, sourceLocation: sourceLocation)
    #expect(read.profile?.displays == state.profile?.displays, sourceLocation: sourceLocation)
  }

  @Test func readsAnEmptyState() throws { try check(SavedState()) }

  /// All that there is, with every kind of text and the ends of every range.
  @Test(arguments: [
    "DEL-A0C7-1", " a ", "a;b", "a=b", "[a]", "#a", "Grüße", "a\\b", "a\nb", "a\tb", "\u{1B}[m",
  ])
  func readsEverything(text: String) throws {
    var state = SavedState()
    for (number, percent) in [(0, 0), (7, 100), (NumberRegistry.largestNumber, 52)] {
      var record = DisplayRecord(number: number, id: text, connector: text)
      record.level = BrightnessLevel(percent: percent, raw: number)
      record.writes = UInt64(Int.max)
      record.isAuto = number == 0
      record.baseline = 100 - 2 * percent
      record.curves = [
        .lux: LightCurve(
          unit: .lux,
          points: [(0, 0), (1e-5, 3), (0.1 + 0.2, 7), (LightUnit.greatestLevel, 100)].map {
            LightPoint(light: $0.0, percent: $0.1)
          }),
        .raw: LightCurve(unit: .raw),
      ]
      state.records[number] = record
    }
    state.next = NumberRegistry.largestNumber + 1
    state.profile = AppliedProfile(name: text, displays: [0, 7])
    try check(state)
  }

  @Test func readsNothingOfProvisionalNumbers() throws {
    var state = SavedState()
    state.records[0] = DisplayRecord(number: 0, id: "x", connector: "")
    state.next = 1
    var registry = try state.registry(isProvisional: true)
    _ = registry.assign([("y", "")], connected: [])
    state.adopt(registry, isProvisional: true)
    try check(state)
    // Nor of a profile for them: what is left of it would be for other displays.
    state.profile = AppliedProfile(name: "desk", displays: [0, 1000])
    let read = try StateReader01(text: state.text) { Issue.record("lost: \($0.message)") }
    #expect(read.profile == nil)
    #expect(!state.text.contains("1000"))
    state.profile = AppliedProfile(name: "desk", displays: [0])
    try check(state)
  }

  @Test func readsAroundWhatLaterVersionsAdd() throws {
    let state = try SavedState(
      text: """
        [lighten]
        version=1
        next=1
        later=1
        [display 0]
        id=x
        later=a\\nb
        [later]
        key=1
        """)
    try check(state)
    #expect(state.text.contains("later=a\\nb"))
  }
}

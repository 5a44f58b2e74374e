import Testing

@testable import LightenCore

@Suite struct NumberRegistryTests {
  typealias Arrival = (id: String, connector: String)

  var registry = NumberRegistry()

  /// Gives numbers to monitors while none is connected.
  private mutating func assign(_ arrivals: Arrival...) -> [Int] {
    registry.assign(arrivals, connected: [])
  }

  @Test mutating func countsFromZero() {
    #expect(assign(("A", "card0-DP-1"), ("B", "card0-DP-2")) == [0, 1])
    #expect(registry.assign([("C", "card0-DP-3")], connected: [0, 1]) == [2])
    #expect(registry.next == 3)
  }

  @Test mutating func keepsNumbersAcrossReplugOnOtherPorts() {
    _ = assign(("A", "card0-DP-1"), ("B", "card0-DP-2"))
    #expect(assign(("B", "card0-DP-1"), ("A", "card1-HDMI-A-1")) == [1, 0])
    #expect(registry.entries.map(\.connector) == ["card1-HDMI-A-1", "card0-DP-1"])
  }

  @Test mutating func neverReusesNumbers() {
    _ = assign(("A", "card0-DP-1"))
    // A is gone for good, its number is not to be had.
    #expect(assign(("B", "card0-DP-1")) == [1])
    #expect(assign(("C", "card0-DP-1")) == [2])
    #expect(assign(("A", "card0-DP-1")) == [0])
  }

  @Test mutating func tellsTwinsApartByConnector() {
    #expect(assign(("T", "card0-DP-1"), ("T", "card0-DP-2")) == [0, 1])
    #expect(assign(("T", "card0-DP-2"), ("T", "card0-DP-1")) == [1, 0])
    #expect(assign(("T", "card0-DP-2")) == [1])
    #expect(registry.assign([("T", "card0-DP-1")], connected: [1]) == [0])
  }

  /// The one that moved comes first in the batch, yet must not take the number of the one in place.
  @Test mutating func servesTwinsInPlaceFirst() {
    _ = assign(("T", "card0-DP-1"), ("T", "card0-DP-2"))
    #expect(assign(("T", "card0-HDMI-A-1"), ("T", "card0-DP-1")) == [1, 0])
  }

  @Test mutating func findsTwinsOnARenumberedCard() {
    _ = assign(("T", "card0-DP-1"), ("T", "card0-DP-2"))
    #expect(assign(("T", "card1-DP-2"), ("T", "card1-DP-1")) == [1, 0])
    #expect(registry.entries.map(\.connector) == ["card1-DP-1", "card1-DP-2"])
  }

  /// With DP-1 on two cards, the exact one has it before the one of another card.
  @Test mutating func prefersTheSameCard() {
    _ = assign(("T", "card0-DP-1"), ("T", "card1-DP-1"))
    #expect(assign(("T", "card1-DP-1")) == [1])
    #expect(assign(("T", "card2-DP-1"), ("T", "card0-DP-1")) == [1, 0])
  }

  @Test mutating func takesTheLowestOfAbsentTwins() {
    _ = assign(("T", "card0-DP-1"), ("T", "card0-DP-2"), ("T", "card0-DP-3"))
    #expect(registry.assign([("T", "card0-DP-9")], connected: [0]) == [1])
  }

  @Test mutating func leavesConnectedOnesAlone() {
    _ = assign(("T", "card0-DP-1"))
    #expect(registry.assign([("T", "card0-DP-1")], connected: [0]) == [1])
  }

  @Test mutating func givesTwinsOfABatchTwoNumbers() {
    _ = assign(("T", "card0-DP-1"))
    #expect(assign(("T", "card0-DP-7"), ("T", "card0-DP-8")) == [0, 1])
  }

  @Test mutating func doesNothingForNoArrivals() {
    #expect(assign() == [])
    #expect(registry == NumberRegistry())
  }

  @Test mutating func survivesARestart() throws {
    _ = assign(("T", "card0-DP-1"), ("T", "card0-DP-2"), ("A", "card0-DP-3"))
    let restored = try NumberRegistry(
      entries: registry.entries.reversed(), next: registry.next)
    #expect(restored == registry)

    registry = restored
    #expect(
      assign(("A", "card0-DP-1"), ("B", "card0-DP-3"), ("T", "card0-DP-2")) == [2, 3, 1])
  }

  @Test func raisesANextThatIsTooLow() throws {
    let entry = NumberRegistryEntry(id: "A", connector: "card0-DP-1", number: 4)
    #expect(try NumberRegistry(entries: [entry], next: 0).next == 5)
    #expect(try NumberRegistry(entries: [entry], next: 9).next == 9)
    #expect(try NumberRegistry(entries: [], next: 3).next == 3)
  }

  @Test func refusesDamagedEntries() {
    func entry(_ id: String, _ number: Int) -> NumberRegistryEntry {
      NumberRegistryEntry(id: id, connector: "card0-DP-1", number: number)
    }
    func refuses(_ error: NumberRegistryError, _ entries: [NumberRegistryEntry], next: Int = 0) {
      #expect(throws: error) { try NumberRegistry(entries: entries, next: next) }
    }
    refuses(.duplicateNumber(entry("A", 1), entry("B", 1)), [entry("A", 1), entry("B", 1)])
    refuses(.numberOutOfRange(entry("A", -1)), [entry("A", -1)])
    refuses(.numberOutOfRange(entry("A", .max)), [entry("A", .max)])
    refuses(.emptyID(number: 2), [entry("", 2)])
    refuses(.nextOutOfRange(-1), [], next: -1)
    refuses(.nextOutOfRange(.max), [], next: .max)
    #expect(
      NumberRegistryError.duplicateNumber(entry("A", 1), entry("B", 1)).message
        == "The number 1 is given twice: to A on card0-DP-1 and to B on card0-DP-1.")
  }
}

import Testing

@testable import LightenDevices

@Suite struct I2CBusesTests {
  private static let first = [UInt8](repeating: 1, count: 128)
  private static let second = [UInt8](repeating: 2, count: 128)

  private var buses = I2CBuses()

  /// Lets a search find this.
  private mutating func found(_ finding: I2CBuses.Finding, on bus: Int) {
    buses.found(finding, on: bus, in: buses.generation)
  }

  // MARK: Who uses a bus

  /// A display gets its new device before the old one is stopped.
  @Test mutating func isInUseUntilTheLastUserIsGone() {
    buses.claim(3)
    buses.claim(3)
    buses.release(3)
    #expect(buses.isClaimed(3))
    buses.release(3)
    #expect(!buses.isClaimed(3))
    // One release too many takes it from nobody.
    buses.release(3)
    buses.claim(3)
    #expect(buses.isClaimed(3))
    #expect(!buses.isClaimed(4))
  }

  // MARK: Searches

  @Test mutating func findsAMonitorByItsEDID() {
    found(.nothing, on: 3)
    found(.monitor(edid: Self.first), on: 4)
    found(.monitor(edid: Self.second), on: 5)
    #expect(buses.bus(of: Self.second, among: [3, 4, 5]) == 5)
    // An EDID from the kernel has extension blocks, which a worker does not read.
    #expect(buses.bus(of: Self.first + Self.second, among: [3, 4, 5]) == 4)
    #expect(buses.bus(of: Self.first, among: [3, 5]) == nil)
  }

  @Test mutating func givesTwoEqualMonitorsABusEach() {
    found(.monitor(edid: Self.first), on: 4)
    found(.monitor(edid: Self.first), on: 5)
    #expect(buses.bus(of: Self.first, among: [4, 5]) == 4)
    buses.claim(4)
    #expect(buses.bus(of: Self.first, among: [4, 5]) == 5)
    buses.claim(5)
    #expect(buses.bus(of: Self.first, among: [4, 5]) == nil)
  }

  /// What gave no answer is not known, and is looked at again.
  @Test mutating func looksOnlyAtWhatIsNotKnown() {
    #expect(buses.isUnknown(3))
    found(.nothing, on: 3)
    #expect(!buses.isUnknown(3))
    buses.claim(4)
    #expect(!buses.isUnknown(4))
    buses.release(4)
    #expect(buses.isUnknown(4))
  }

  /// Another monitor may be on a bus that was given back.
  @Test mutating func forgetsTheMonitorOfABusThatIsGivenBack() {
    found(.monitor(edid: Self.first), on: 4)
    buses.claim(4)
    buses.release(4)
    #expect(buses.isUnknown(4))
    #expect(buses.bus(of: Self.first, among: [4]) == nil)
  }

  @Test mutating func forgetsWhatIsNotInUseWhenMonitorsChange() {
    found(.monitor(edid: Self.first), on: 4)
    found(.monitor(edid: Self.second), on: 5)
    found(.nothing, on: 6)
    buses.claim(4)
    buses.forgetFindings()
    #expect([4, 5, 6].map(buses.isUnknown) == [false, true, true])
  }

  /// The monitor that a worker has seen may have gone while it looked.
  @Test mutating func ignoresAnAnswerFromBeforeMonitorsChanged() {
    let generation = buses.generation
    buses.forgetFindings()
    buses.found(.monitor(edid: Self.first), on: 4, in: generation)
    #expect(buses.isUnknown(4))
  }
}

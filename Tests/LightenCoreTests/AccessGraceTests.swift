import LightenCore
import Testing

@Suite struct AccessGraceTests {
  /// The moments of all attempts after the first denial, milliseconds since `begin`.
  private func attempts(_ grace: inout AccessGrace, from start: Duration) -> [Int64] {
    var now = start
    var moments: [Int64] = []
    while let delay = grace.wait(at: now) {
      now += delay
      let (seconds, attoseconds) = (now - .seconds(100)).components
      moments.append(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
    return moments
  }

  @Test func aDenialCountsAtOnceWhereNothingIsExpected() {
    var grace = AccessGrace()
    #expect(!grace.isOpen(at: .zero))
    #expect(grace.wait(at: .zero) == nil)
  }

  @Test func asksLaterAndLaterAndOnceAtTheEnd() {
    var grace = AccessGrace()
    grace.begin(at: .seconds(100))
    let moments = attempts(&grace, from: .seconds(100))
    #expect(moments == [50, 150, 350, 750, 1150, 1550, 1950, 2350, 2750, 3000])
  }

  @Test func lastsFromItsBeginning() {
    var grace = AccessGrace()
    grace.begin(at: .seconds(100))
    #expect(grace.isOpen(at: .seconds(100)))
    #expect(grace.isOpen(at: .milliseconds(102_999)))
    #expect(!grace.isOpen(at: .seconds(103)))
    #expect(attempts(&grace, from: .milliseconds(102_990)) == [3000])
    #expect(grace.wait(at: .seconds(200)) == nil)
    // And begins anew.
    grace.begin(at: .seconds(300))
    #expect(grace.wait(at: .seconds(300)) == .milliseconds(50))
  }
}

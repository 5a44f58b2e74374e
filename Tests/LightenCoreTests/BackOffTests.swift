import Testing

@testable import LightenCore

@Suite struct BackOffTests {
  private func waits(_ backOff: inout BackOff, _ count: Int) -> [Duration?] {
    (0..<count).map { _ in backOff.wait() }
  }

  @Test func doublesUpToTheLongest() {
    var backOff = BackOff(first: .milliseconds(100), longest: .milliseconds(500))
    #expect(
      waits(&backOff, 5)
        == [100, 200, 400, 500, 500].map { Duration.milliseconds($0) })
  }

  @Test func endsAfterItsAttempts() {
    var backOff = BackOff(first: .seconds(1), longest: .seconds(64), attempts: 7)
    #expect(waits(&backOff, 9) == [1, 2, 4, 8, 16, 32, 64].map { .seconds($0) } + [nil, nil])
  }

  @Test func neverEndsWithoutANumberOfAttempts() {
    var backOff = BackOff(first: .seconds(1), longest: .seconds(30))
    #expect(waits(&backOff, 1_000).allSatisfy { $0 != nil && $0! <= .seconds(30) })
  }

  @Test(arguments: [0, 1, 3, 5])
  func startsAnew(used: Int) {
    var backOff = BackOff(first: .seconds(1), longest: .seconds(64), attempts: 3)
    _ = waits(&backOff, used)
    backOff.reset()
    #expect(waits(&backOff, 4) == [.seconds(1), .seconds(2), .seconds(4), nil])
  }

  @Test func isNeverLongerThanTheLongestFromTheStart() {
    var backOff = BackOff(first: .seconds(10), longest: .seconds(3))
    #expect(waits(&backOff, 2) == [.seconds(3), .seconds(3)])
  }

  @Test func mayHaveNoAttempts() {
    var backOff = BackOff(first: .seconds(1), longest: .seconds(3), attempts: 0)
    #expect(backOff.wait() == nil)
  }
}

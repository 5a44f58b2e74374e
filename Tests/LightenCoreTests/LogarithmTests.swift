import Glibc
import Testing

@testable import LightenCore

@Suite struct LogarithmTests {
  /// Whole light levels everywhere on the scale, and others between.
  @Test func agreesWithTheCLibrary() {
    var generator = SeededGenerator(seed: 1)
    let whole = stride(from: 1.0, through: LightUnit.greatestLevel + 1, by: 13)
    let between = (0..<20_000).map { _ in
      Double.random(in: 1...LightUnit.greatestLevel + 1, using: &generator)
    }
    let worst = (Array(whole) + between).map { value in
      abs(Logarithm.natural(value) - log(value)) / max(log(value), 1)
    }.max()
    #expect(worst! < 1e-14)
  }

  @Test(arguments: [1, 1.nextUp, 1.5, 2.nextDown, 2, 2.nextUp, 4.nextDown, 1_048_576])
  func isRightWhereTheExponentChanges(value: Double) {
    #expect(abs(Logarithm.natural(value) - log(value)) < 1e-15 * max(log(value), 1))
  }

  @Test func isZeroAtOne() {
    #expect(Logarithm.natural(1) == 0)
  }

  /// The points of a curve must keep their order.
  @Test func rises() {
    let levels = [1, 1 + 1e-15, 1 + 1e-9, 1.1, 1.9, 2, 2.1, 3.9, 4, 1e3, 1e3 + 1e-9, 1e6, 1e6 + 1]
    let values = levels.map(Logarithm.natural)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }
}

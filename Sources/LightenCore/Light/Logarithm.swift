/// The natural logarithm, which Swift's standard library does not have; this module imports nothing.
enum Logarithm {
  /// ln 2, to the precision of a `Double`.
  private static let ofTwo = 0.693_147_180_559_945_3

  /// The natural logarithm of a finite number from 1 up, to about 15 digits.
  static func natural(_ value: Double) -> Double {
    // value = m · 2^e with 1 ≤ m < 2, and ln m = 2 · artanh((m − 1) / (m + 1)), whose series
    // converges quickly as its argument is below 1/3.
    let argument = (value.significand - 1) / (value.significand + 1)
    let square = argument * argument
    var term = argument
    var sum = 0.0
    for odd in stride(from: 1.0, through: 35, by: 2) {
      sum += term / odd
      term *= square
    }
    return 2 * sum + Double(value.exponent) * ofTwo
  }
}

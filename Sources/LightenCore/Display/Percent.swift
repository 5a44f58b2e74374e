/// A share of what the hardware offers, in hundredths of a percent.
///
/// Whole percents are too coarse inside: a panel with a thousand levels fades in finer steps.
public struct Percent: Comparable, Hashable, Sendable {
  /// Hundredths of a percent, 0 to 10,000.
  public let hundredths: Int32

  /// Nothing of what the hardware offers.
  public static let none = Percent(0)
  /// All of what the hardware offers.
  public static let all = Percent(100)

  /// Makes a share of whole percents; a value outside 0 to 100 is brought inside.
  public init(_ whole: Int) {
    self.init(hundredths: min(max(whole, 0), 100) * 100)
  }

  /// Makes a share of hundredths; a value outside 0 to 10,000 is brought inside.
  public init(hundredths: Int) {
    self.hundredths = Int32(min(max(hundredths, 0), 10_000))
  }

  /// The nearest whole percent, as the bus and the command line say it.
  public var rounded: Int { (Int(hundredths) + 50) / 100 }

  /// The smaller share first.
  public static func < (one: Percent, other: Percent) -> Bool {
    one.hundredths < other.hundredths
  }
}

extension Percent: CustomStringConvertible {
  /// Such as “40%” or “40.25%”.
  public var description: String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    return rest == 0 ? "\(whole)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

/// A brightness as people say it and as one piece of hardware counts it.
public struct DisplayLevel: Equatable, Sendable {
  /// The share of what the hardware offers.
  public let percent: Percent
  /// The hardware's own value, 0 to its maximum.
  public let raw: Int

  /// Makes a level; `BrightnessScale` makes those whose two numbers agree.
  public init(percent: Percent, raw: Int) {
    self.percent = percent
    self.raw = raw
  }
}

extension BrightnessScale {
  /// The hardware's value for a share, rounded to the nearest. More than nothing never becomes 0:
  /// on a coarse panel that would be dark.
  public func raw(_ percent: Percent) -> Int {
    let raw = (Int(percent.hundredths) * rawMaximum + 5_000) / 10_000
    return percent > .none ? max(raw, 1) : 0
  }

  /// The level for a share.
  public func level(_ percent: Percent) -> DisplayLevel {
    DisplayLevel(percent: percent, raw: raw(percent))
  }

  /// The level for a value of the hardware's; a value outside 0 to its maximum is brought inside.
  ///
  /// Where the value is what `remembered` becomes on this hardware, its share is kept, so that a
  /// number that was set reads back the same on coarse hardware.
  public func level(exactly raw: Int, remembered: Percent? = nil) -> DisplayLevel {
    let raw = min(max(raw, 0), rawMaximum)
    if let remembered, self.raw(remembered) == raw {
      return DisplayLevel(percent: remembered, raw: raw)
    }
    let hundredths = (raw * 10_000 + rawMaximum / 2) / rawMaximum
    return DisplayLevel(percent: Percent(hundredths: hundredths), raw: raw)
  }

  /// The level that is `hundredths` away from `level`; at least one step of the hardware away, so
  /// that a key press always does something until the end of the scale.
  public func level(adding hundredths: Int, to level: DisplayLevel) -> DisplayLevel {
    // Bounded first: the sum must not overflow, whatever a caller sends.
    let bounded = min(max(hundredths, -10_000), 10_000)
    guard bounded != 0 else { return level }
    let wanted = self.level(Percent(hundredths: Int(level.percent.hundredths) + bounded))
    let isStep = bounded > 0 ? wanted.raw > level.raw : wanted.raw < level.raw
    return isStep ? wanted : self.level(exactly: level.raw + bounded.signum())
  }
}

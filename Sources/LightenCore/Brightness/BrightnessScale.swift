/// Converts between percent and the values of one piece of hardware.
public struct BrightnessScale: Equatable, Sendable {
  /// The hardware's greatest value, from 1 to what a `u` of D-Bus holds.
  public let rawMaximum: Int

  /// Makes a scale; a maximum below 1, which some monitors report, counts as 1.
  public init(rawMaximum: Int) {
    // A driver may say anything; a hundred times of it must fit an Int.
    self.rawMaximum = min(max(rawMaximum, 1), Int(UInt32.max))
  }

  /// The level for a percentage, rounded to the nearest hardware value.
  ///
  /// More than 0 percent never becomes 0: on a coarse panel that would be dark.
  public func level(percent: Int) -> BrightnessLevel {
    let percent = min(max(percent, 0), 100)
    let raw = (percent * rawMaximum + 50) / 100
    return BrightnessLevel(percent: percent, raw: percent > 0 ? max(raw, 1) : 0)
  }

  /// The level for a value that the hardware reports.
  ///
  /// Some monitors report more than their maximum (255 of 100); that counts as the maximum. Where
  /// the value is the one that `remembered` asked for, its percentage is kept, so that a number
  /// that was set reads back the same on coarse hardware.
  public func level(raw: Int, remembered: BrightnessLevel? = nil) -> BrightnessLevel {
    let raw = min(max(raw, 0), rawMaximum)
    if let remembered, level(percent: remembered.percent).raw == raw {
      return BrightnessLevel(percent: remembered.percent, raw: raw)
    }
    return BrightnessLevel(percent: (raw * 100 + rawMaximum / 2) / rawMaximum, raw: raw)
  }

  /// The level that is `difference` percent points away from `level`, within `limits`.
  ///
  /// Where the hardware's steps are coarser than the difference, it is one step away, so that a
  /// key press always does something until the limit is reached.
  public func level(
    adding difference: Int, to level: BrightnessLevel, limits: BrightnessLimits
  ) -> BrightnessLevel {
    // Bounded first: the sum must not overflow, whatever a caller sends.
    let bounded = min(max(difference, -100), 100)
    let wanted = self.level(percent: limits.clamp(level.percent + bounded))
    // A level between two percentages, which only hardware can have, must not jump to the one
    // behind it.
    let isBehind = bounded > 0 ? wanted.raw < level.raw : wanted.raw > level.raw
    if bounded == 0 || isBehind, limits.clamp(level.percent) == level.percent { return level }
    guard bounded != 0, wanted.raw == level.raw else { return wanted }
    let step = self.level(raw: level.raw + (bounded > 0 ? 1 : -1))
    let allowed = limits.clamp(step.percent)
    return allowed == step.percent ? step : self.level(percent: allowed)
  }
}

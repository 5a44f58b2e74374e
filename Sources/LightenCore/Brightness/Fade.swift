/// A move from one brightness to another in even steps.
public struct Fade: Equatable, Sendable {
  /// Where it starts, percent.
  public let start: Int
  /// Where it ends, percent.
  public let end: Int
  /// How long it takes.
  public let duration: Duration

  /// The longest fade: a day.
  public static let longest: Duration = .seconds(86_400)

  /// Makes a fade; a duration outside 0 to `longest` is brought inside.
  public init(from start: Int, to end: Int, over duration: Duration) {
    self.start = start
    self.end = end
    self.duration = min(max(duration, .zero), Self.longest)
  }

  /// The brightness `elapsed` after the start, percent.
  public func percent(after elapsed: Duration) -> Int {
    guard elapsed < duration else { return end }
    let progress = max(elapsed / duration, 0)
    return start + Int((Double(end - start) * progress).rounded())
  }

  /// When the next step is due, counted from the start: the moment when the value changes next,
  /// but no sooner than `pace` after `elapsed`. Nil when the end is reached.
  public func nextStep(after elapsed: Duration, pace: Duration) -> Duration? {
    guard elapsed < duration, start != end else { return nil }
    let steps = abs(end - start)
    let taken = abs(percent(after: elapsed) - start)
    // A value is shown from half a step before its exact moment, as rounding has it.
    let due = duration * (Double(taken) + 0.5) / Double(steps)
    return min(max(due, elapsed + pace), duration)
  }
}

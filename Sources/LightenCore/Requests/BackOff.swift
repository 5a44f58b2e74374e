/// How long to wait before each further attempt: doubling, up to a limit.
public struct BackOff: Equatable, Sendable {
  private let first: Duration
  private let longest: Duration
  private let attempts: Int?
  private var next: Duration
  private var used = 0

  /// Makes a back-off.
  ///
  /// - Parameters:
  ///   - first: the first wait.
  ///   - longest: no wait is longer.
  ///   - attempts: how many waits there are, nil for any number.
  public init(first: Duration, longest: Duration, attempts: Int? = nil) {
    self.first = first
    self.longest = longest
    self.attempts = attempts
    next = first
  }

  /// The next wait, nil when there are no more.
  public mutating func wait() -> Duration? {
    if let attempts, used >= attempts { return nil }
    defer { next = min(next * 2, longest) }
    used += 1
    return min(next, longest)
  }

  /// Starts again from the first wait.
  public mutating func reset() {
    next = first
    used = 0
  }
}

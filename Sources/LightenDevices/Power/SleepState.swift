/// What is known of the computer's sleep: takes each piece of news, and tells what to do.
struct SleepState: Equatable, Sendable {
  /// What may happen.
  enum Event: Equatable, Sendable {
    /// Logind came (true) or went.
    case logind(Bool)
    /// Logind says that the computer is about to sleep.
    case sleepBegins
    /// Everything is prepared for the sleep with this number.
    case isReady(Int)
    /// Logind says that the computer has woken up, or does not sleep after all.
    case sleepEnds
    /// The clocks say that the computer has slept.
    case clocksJumped
  }

  /// What to do.
  enum Action: Equatable, Sendable {
    /// Prepare for the sleep with this number.
    case prepare(Int)
    /// Go on after a sleep.
    case wake
    /// Have logind wait with the next sleep.
    case takeInhibitor
    /// Let logind go on.
    case releaseInhibitor
  }

  /// Whether the computer sleeps or is about to.
  private(set) var isAsleep = false
  private var hasLogind = false
  /// How many sleeps have begun.
  private var sleeps = 0

  /// Takes an event; returns what to do, in this order.
  mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .logind(let isPresent):
      hasLogind = isPresent
      // A logind that ends in the middle of a sleep says nothing of its end. Where the computer still
      // goes to sleep, the clocks tell when it woke up.
      return [.releaseInhibitor] + wake(onlyIf: isAsleep) + (isPresent ? [.takeInhibitor] : [])
    case .sleepBegins:
      if isAsleep { return [] }
      isAsleep = true
      sleeps += 1
      return [.prepare(sleeps)]
    case .isReady(let sleep):
      // Logind's patience may have ended first; then the inhibitor is the one for the next sleep.
      return isAsleep && sleep == sleeps ? [.releaseInhibitor] : []
    case .sleepEnds: return wake(onlyIf: true) + [.takeInhibitor]
    case .clocksJumped:
      // Logind tells of the end of each sleep that it has told of; of others nobody does.
      return wake(onlyIf: !(isAsleep && hasLogind))
    }
  }

  private mutating func wake(onlyIf condition: Bool) -> [Action] {
    guard condition else { return [] }
    isAsleep = false
    return [.wake]
  }
}

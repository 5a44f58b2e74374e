/// What can the monitor do, and what level does it have? The second of the four questions.
public enum Ability: Equatable, Sendable {
  /// Nobody knows yet. Then: none, brightness.
  case unknown
  /// Its brightness cannot be controlled. Then: brightness.
  case none(TransferError)
  /// Its brightness can be controlled. Then: disputed, none.
  case brightness(BrightnessScale, Belief)
  /// Its brightness could be controlled until it said otherwise once; it is asked again at `again`,
  /// nil while it is being asked. Then: brightness, none.
  case disputed(BrightnessScale, Belief, TransferError, again: Instant?)

  var scale: BrightnessScale? {
    switch self {
    case .unknown, .none: nil
    case .brightness(let scale, _), .disputed(let scale, _, _, _): scale
    }
  }

  var belief: Belief {
    get {
      switch self {
      case .unknown, .none: .unknown(last: nil)
      case .brightness(_, let belief), .disputed(_, let belief, _, _): belief
      }
    }
    set {
      switch self {
      case .unknown, .none: break
      case .brightness(let scale, _): self = .brightness(scale, newValue)
      case .disputed(let scale, _, let error, let again):
        self = .disputed(scale, newValue, error, again: again)
      }
    }
  }
}

/// What the machine believes about the monitor's level. Doubt belongs to the monitor, and not to
/// the requests.
public enum Belief: Equatable, Sendable {
  /// It may have any level; `last` is the one that it was last known to have.
  case unknown(last: DisplayLevel?)
  /// It took a write.
  case acknowledged(DisplayLevel, at: Instant)
  /// It said so.
  case confirmed(DisplayLevel, at: Instant)

  /// The level, nil where it is not known.
  var level: DisplayLevel? {
    switch self {
    case .unknown: nil
    case .acknowledged(let level, _), .confirmed(let level, _): level
    }
  }

  /// The level that was known last.
  var last: DisplayLevel? { if case .unknown(let last) = self { last } else { level } }

  /// When the level was acknowledged or read.
  var since: Instant? {
    switch self {
    case .unknown: nil
    case .acknowledged(_, let at), .confirmed(_, let at): at
    }
  }

  /// The same without certainty.
  var doubted: Belief { .unknown(last: last) }
}

/// The writes since the monitor's level was last read: some monitors acknowledge writes and drop
/// them, so the last write of a series is read back.
struct WriteSeries: Equatable, Sendable {
  /// Where the series is.
  enum Phase: Equatable, Sendable {
    /// A write is under way, or failed.
    case writing
    /// It is read back then, if nothing moves.
    case waiting(until: Instant)
    /// It is being read back.
    case reading
  }

  /// A write without an answer: nobody knows whether the monitor took it.
  struct Unanswered: Equatable, Sendable {
    let level: DisplayLevel
    let goal: Goal
    let cause: LevelCause
  }

  /// What the monitor had before, nil where that is not known.
  var before: Int?
  /// What was written before the last value.
  private(set) var steps: Set<Int> = []
  /// The last value that was written.
  private(set) var last: Int
  /// Who wanted it.
  private(set) var source: Goal.Source
  /// Where it is.
  var phase = Phase.writing
  /// The writes without an answer.
  private(set) var unanswered: [Unanswered] = []
  /// How often a read showed that the monitor lost the last write.
  var losses = 0
  /// A surprising value that was read once.
  var odd: Int?
  /// Whether somebody was told that the monitor has the level, although nothing was sent: whatever
  /// else a read finds is older than that request, and the read is due on a trusted monitor too.
  var isAsserted = false

  /// Begins with a write.
  init(before: Int?, write raw: Int, for source: Goal.Source) {
    self.before = before
    self.last = raw
    self.source = source
  }

  /// One more write, to a monitor that has `present`, where that is known.
  mutating func add(_ raw: Int, after present: Int?, for source: Goal.Source) {
    if raw != last {
      steps.insert(last)
      losses = 0
    }
    if let present { steps.insert(present) }
    steps.remove(raw)
    (last, self.source, phase, odd) = (raw, source, .writing, nil)
  }

  /// The hardware's scale is another one: of the values only the level that should be there counts.
  mutating func rescale(last: Int) {
    (before, steps, self.last, odd) = (nil, [], last, nil)
    // What was written meant another level: it is written again.
    isAsserted = true
  }

  /// The last write was not answered.
  mutating func leftUnanswered(_ level: DisplayLevel, _ goal: Goal, _ cause: LevelCause) {
    unanswered.append(Unanswered(level: level, goal: goal, cause: cause))
  }

  /// Whether the monitor had a value before or was given it.
  func contains(_ raw: Int) -> Bool { raw == last || raw == before || steps.contains(raw) }

  /// Whether a value shows that the monitor lost the last write.
  func showsLoss(_ raw: Int) -> Bool { raw != last && contains(raw) }

  /// The write without an answer that explains a value.
  func explanation(of raw: Int) -> Unanswered? { unanswered.last { $0.level.raw == raw } }

  /// The monitor was read: what was not answered is known now.
  mutating func wasRead() { unanswered = [] }
}

/// What a monitor makes of a value that is not among its own: some clamp, some round.
struct Adjustment: Equatable, Sendable {
  let written: Int
  let result: Int
  let until: Instant
  /// Whether it was seen twice. The first time it may have been somebody's hand.
  let isProven: Bool
  /// A reading so near to what was written is the monitor's rounding, in hundredths of a percent.
  static let tolerance = 500
}

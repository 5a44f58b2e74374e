/// What one display is and does, as a value: events go in, effects come out.
///
/// Four questions describe a display, and every combination of answers has a meaning: does it
/// answer (`Link`), what can it do and what level does it have (`Ability`), what level should it
/// have (`Goal`, under `Ceiling`s), and what is on the wire (`Wire`). After each event the machine
/// compares the level that the display should have now with the one that it has, and starts at most
/// one transfer. It has no clock: each event carries its time, and `deadlines` says when the machine
/// wants to hear a `tick`. It asks nobody: the rules are passed in.
///
/// Effects come out in the order facts, answers, transfers. Events that arrive while a caller runs
/// the effects must wait until that is done.
public struct DisplayMachine: Sendable {
  /// Does it answer?
  public internal(set) var link: Link
  /// What can it do, and what level does it have?
  public internal(set) var ability = Ability.unknown
  /// What level should it have? Nil until something is known.
  public internal(set) var goal: Goal?
  /// What is on the wire?
  public internal(set) var wire = Wire.free
  /// What caps the goal.
  public internal(set) var ceilings: [Ceiling.ID: Ceiling] = [:]
  /// The brightness writes that were sent since the display was first seen.
  public internal(set) var writes: UInt64
  /// The level that everybody was told last, nil while brightness cannot be controlled.
  public internal(set) var level: DisplayLevel?
  /// What the user, the light and the hardware say.
  public internal(set) var rules: DisplayRules

  /// The time constants.
  public let times: Times
  /// The moment of the event that is being handled.
  var now = Instant.zero
  /// The newest kept goal behind the present one, which counts again if that fails.
  var fallback: Goal?
  /// Who waits for the goal.
  var waiters: [Waiter] = []
  /// A relative change that waits for a reading, and who waits for it.
  var pendingChange: (request: LevelRequest, waiters: [Waiter])?
  var queue = WorkQueue()
  var wasBrightness = false
  var nextID = 1
  /// When a fade or a ceiling moves on.
  var nextStep = Instant.zero
  /// Transfers in a row that were interrupted.
  var interruptions = 0
  /// Steps of a fade that failed in a row.
  var failedSteps = 0
  /// When the read began whose result is being handled.
  var readingTime: Instant?
  /// The writes that were not read back yet.
  var series: WriteSeries?
  var adjustment: Adjustment?
  /// Series in a row that the display dropped.
  var droppedSeries = 0
  var features = FeatureMemory()
  /// Who waits until the wire is quiet.
  var suspending: [Token] = []
  /// *Permission denied* means “not yet” until then.
  var accessGraceEnd: Instant
  /// When the first look takes too long; nil when it is over.
  var settleBy: Instant?

  var facts: [Fact] = []
  var answers: [Effect] = []
  var starts: [Effect] = []

  /// Makes a display that was just found. It wants a tick at once.
  ///
  /// - Parameters:
  ///   - saved: the level that it is remembered with; nil where it was never seen.
  ///   - writes: the brightness writes that were sent to it before.
  ///   - hasJustWoken: whether the computer woke up a moment ago: such a monitor gets more time.
  ///   - suspension: the reasons why nothing may be sent to it yet.
  public init(
    saved: Percent?, writes: UInt64 = 0, rules: DisplayRules = DisplayRules(),
    hasJustWoken: Bool = false, suspension: Suspension = [], times: Times = .standard,
    at now: Instant
  ) {
    goal = saved.map {
      Goal(percent: $0, raw: nil, source: .restore, requested: now, progress: .reached)
    }
    self.writes = writes
    self.rules = rules
    self.times = times
    self.now = now
    let wait = times.secondReading
    // What had brightness control before is asked twice before that counts no more.
    let retries = RetryTimes(first: wait, longest: wait, attempts: saved == nil ? 0 : 1)
    let backOff = (hasJustWoken ? times.wakeRetries : retries).backOff
    link =
      suspension.isEmpty
      ? .probing(Retries(backOff: backOff, next: .waiting(until: now))) : .suspended(suspension)
    accessGraceEnd = now + times.accessGrace
    settleBy = now + times.firstLook
  }

  /// Takes an event; returns what is to be done because of it.
  public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
    self.now = max(now, self.now)
    let (state, reason, scale) = (self.state, self.reason, ability.scale)
    expireDeadlines()
    react(to: event)
    proceed()
    showFirstLevel()
    if ability.scale != scale { facts.insert(.ability, at: 0) }
    if self.state != state || self.reason != reason { facts.insert(.state(self.state), at: 0) }
    settle()
    defer { (facts, answers, starts) = ([], [], []) }
    return facts.map { .tell($0) } + answers + starts
  }

  private mutating func react(to event: Event) {
    if link == .gone { return answerGone(event) }
    switch event {
    case .tick: break
    case .request(let request, let token): self.request(request, token)
    case .refresh(let token): refresh(token)
    case .lookAgain: lookAgain()
    case .feature(let work, let token): self.request(work, token)
    case .finished(let id, let result): finished(id, result)
    case .reported(let raw): reported(raw)
    case .standby(let isInStandby):
      if !isInStandby, case .silent(_, let retries, _) = link, case .standby = retries.next {
        lookAgain()
      }
    case .suspend(let reason, let token): suspend(reason, token)
    case .resume(let reason): resume(reason)
    case .replaced: replaced()
    case .unplugged: unplugged()
    case .rules(let new): rules = new
    case .ceiling(let id, let percent, let fade): setCeiling(id, percent, over: fade)
    }
  }

  // MARK: Time

  /// When the machine wants a tick, and why. Each is computed from the state: leaving a state ends
  /// its deadlines.
  public var deadlines: [Deadline: Instant] {
    var all: [Deadline: Instant] = [:]
    all[.settle] = settleBy
    switch link {
    case .probing(let retries), .silent(_, let retries, _):
      switch retries.next {
      case .waiting(let until): all[.retry] = until
      case .standby(let until): all[.standby] = until
      case .asking, .exhausted: break
      }
    case .answering:
      if let due = readBackDue { all[.readBack] = due }
      if isMoving, wire == .free, case .brightness = ability { all[.step] = nextStep }
    case .suspended, .gone: break
    }
    if case .disputed(_, _, _, let again?) = ability { all[.secondReading] = again }
    if case .resting(let until) = wire { all[.rest] = until }
    return all
  }

  /// The first of the deadlines, nil where the machine waits for events only.
  public var nextDeadline: Instant? { deadlines.values.min() }

  /// When the last write is read back: not while anything moves.
  private var readBackDue: Instant? {
    guard case .waiting(let until)? = series?.phase, !isMoving, goal?.progress == .reached
    else { return nil }
    return until
  }

  /// What is due happens with the next event, whichever it is.
  private mutating func expireDeadlines() {
    if case .resting(let until) = wire, now >= until { wire = .free }
    if case .disputed(let scale, let belief, let error, let again?) = ability, now >= again {
      ability = .disputed(scale, belief, error, again: nil)
      queue.add(.read, isUrgent: true)
    }
    switch link {
    case .probing(var retries):
      if case .waiting(let until) = retries.next, now >= until {
        retries.next = .asking
        link = .probing(retries)
        queue.add(.read)
      }
    case .silent(let error, var retries, let absence):
      switch retries.next {
      case .waiting(let until) where now >= until:
        retries.next = .asking
        queue.add(.read)
      case .standby(let until) where now >= until:
        retries.next = .standby(until: now + times.standbyCheck)
        starts.append(.checkStandby)
      default: return
      }
      link = .silent(error, retries, absence)
    case .answering:
      if let due = readBackDue, now >= due {
        series?.phase = .reading
        queue.add(.read)
      }
    case .suspended, .gone: break
    }
  }

  // MARK: View

  /// Whether the display can be controlled.
  public var state: DisplayState {
    if link == .gone { return .asleep }
    if case .none = ability { return .unsupported }
    return switch link {
    case .probing: .probing
    case .answering: if case .unknown = ability { .probing } else { .ready }
    case .silent(let error, _, _): error.code == .asleep ? .asleep : .unresponsive
    case .suspended, .gone: .asleep
    }
  }

  /// One sentence when the state is not `ready`, else empty.
  public var reason: String {
    if case .none(let error) = ability { return error.message }
    return switch link {
    case .probing: Self.probingReason
    case .answering: if case .unknown = ability { Self.probingReason } else { "" }
    case .silent(let error, _, _): error.message
    case .suspended(let reasons):
      reasons.contains(.sleep)
        ? "The computer is going to sleep." : "Another session has the monitor."
    case .gone: Self.gone.message
    }
  }

  /// Whether the first look is over.
  public var isSettled: Bool { settleBy == nil }
  /// The hardware's greatest value, nil while brightness cannot be controlled.
  public var rawMaximum: Int? { ability.scale?.rawMaximum }
  /// The level to save, at every moment: the goal.
  public var saved: Percent? {
    DeliberateFault.savesWhatIsShown.isActive ? level?.percent : goal?.percent
  }
  /// Whether the display dropped two series of writes in a row. The light and profiles write
  /// nothing to it until it keeps a client's write or was away.
  public var dropsWrites: Bool { droppedSeries >= Self.mostDroppedSeries }
  /// The capabilities string, once it was read.
  public var capabilities: String? { features.capabilities }

  static let mostDroppedSeries = 2
  static let gone = DisplayError(.gone, "The monitor was unplugged.")
  static let probingReason = "The monitor is being looked at."

  /// A display that can be controlled is shown with a level: with the last known one, where the one
  /// that it should have is still on its way.
  private mutating func showFirstLevel() {
    if level == nil, ability.scale != nil { level = ability.belief.last }
  }

  /// The first look is over when nothing is left to be put back; nothing is told before.
  private mutating func settle() {
    guard let settleBy else { return }
    let isOver =
      switch link {
      case .probing: false
      case .silent, .suspended, .gone: true
      case .answering:
        switch ability {
        case .unknown, .disputed: false
        case .none: true
        case .brightness: goal?.progress == .reached
        }
      }
    facts.removeAll { fact in
      switch fact {
      case .wrote, .reached, .restored: false
      case .settled, .state, .ability, .level, .feature, .notKept: true
      }
    }
    guard isOver || now >= settleBy else { return }
    self.settleBy = nil
    facts.append(.settled)
  }
}

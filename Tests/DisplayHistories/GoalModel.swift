import LightenCore

/// What the histories believe that the display should have: a goal of their own, by the rules of
/// DESIGN.md. Comparing the machine with the monitor would prove nothing, because the machine adopts
/// what the monitor says.
///
/// The model knows what the machine cannot know, such as when a button was pressed. Where the rules
/// leave open what is right (a button during a series of writes), it says so, until the next
/// request.
struct GoalModel: Sendable {
  /// A level that the display should have.
  enum Want: Equatable, Sendable {
    case share(Percent)
    case raw(Int)
  }

  /// Why the display does not answer.
  enum Absence: Equatable, Sendable {
    case explained
    case unexplained(since: Instant)
    /// Soon after a return nobody can say from outside which of both it is.
    case doubtful(since: Instant)
  }

  private(set) var want: Want?
  /// Whether the rules leave no doubt about `want`.
  private(set) var isCertain = true
  private(set) var isReached = true
  /// Whether a person wants it.
  private(set) var isPersons = false
  private(set) var absence: Absence? = .explained
  /// What was acknowledged or read last, and whether nothing speaks against it.
  private(set) var known: Int?
  private(set) var isKnown = false
  private var wasPressed = false
  /// Whether a press before the last request was not seen.
  private var wasPressedBefore = false
  private var drops = 0
  private var lastWrite = Instant.seconds(-100)
  private var lastRequest = Instant.seconds(-100)
  private var returned = Instant.seconds(-100)
  private var hasNewRange = false
  private var hadNewRange = false
  private var denials = 0
  private var lastDenial = Instant.zero
  private var interruptions = 0
  private var unanswered: Set<Int> = []
  private var writing: Int?
  private var lastWritten: Int?
  private var isOvertaken = false
  private var isAsserted = false
  private var hasDropped = false
  /// Whether it was away, and has not kept a write since.
  private var mayLose = false
  /// Writes that it ever dropped.
  private(set) var allDrops = 0
  /// Series that it kept since it was away or had something else.
  private var keptSeries = 0
  /// What was written since the last reading.
  private var written: Set<Int> = []
  private var wasReadBack = true
  var restores = true
  var lightLevel: Percent?

  init(saved: Percent?) { want = saved.map { .share($0) } }

  // MARK: What happens

  /// Somebody wants a level. A policy that changes nothing leaves what a person pressed unseen.
  mutating func requested(
    _ percent: Percent, byPerson: Bool, changesNothing: Bool = false, at now: Instant
  ) {
    (want, isReached, isPersons) = (.share(percent), false, byPerson)
    if changesNothing { return }
    isCertain = true
    wasPressedBefore = wasPressedBefore || wasPressed
    (wasPressed, lastRequest) = (false, now)
  }

  /// Its values mean other levels now.
  mutating func changedRange(saved: Percent?) {
    (hasNewRange, hadNewRange, isKnown) = (true, true, false)
    if case .raw = want, let saved { want = .share(saved) }
  }

  /// What a relative change counts from where the rules say so clearly: a kept goal while the display
  /// is away, else the level that it is known to have. The change is in hundredths.
  func afterAdding(_ hundredths: Int, maximum: Int?, underCeiling: Bool) -> Percent? {
    guard isCertain, !underCeiling, writing == nil, case .share(let percent)? = want else {
      return nil
    }
    guard let maximum else { return nil }
    let scale = BrightnessScale(rawMaximum: maximum)
    if absence == .explained, !isReached || restores {
      return scale.level(adding: hundredths, to: scale.level(percent)).percent
    }
    guard absence == nil, isReached, isKnown, let known, known == scale.raw(percent) else {
      return nil
    }
    let base = scale.level(exactly: known, remembered: percent)
    return scale.level(adding: hundredths, to: base).percent
  }

  /// Whether no press is left that nobody has seen.
  var hasSeenAll: Bool { !wasPressed && !wasPressedBefore && !hasNewRange }

  /// How often it said in a row that it has no brightness control, a second apart.
  var deniedTimes: Int { denials }

  mutating func leaveOpen() { isCertain = false }

  mutating func isSure() { isCertain = true }

  /// A write went to the old device: nobody knows whether it arrived.
  mutating func leaveOpenIfWriting() {
    if writing != nil { unanswered.insert(writing ?? 0) }
    writing = nil
  }

  /// Somebody was told that the display has the level, although nothing was sent.
  mutating func assert() { isAsserted = true }

  mutating func reach() { if absence == nil { isReached = true } }

  mutating func suspended() {
    (absence, isKnown, denials) = (.explained, false, 0)
  }

  mutating func restarted(saved: Percent?) {
    if let saved { want = .share(saved) }
    (absence, isKnown, known, isReached, denials) = (.explained, false, nil, true, 0)
    (unanswered, wasPressed, drops, writing) = ([], false, 0, nil)
  }

  mutating func began(write raw: Int, at now: Instant) {
    if wasReadBack, now - returned > .seconds(10) { mayLose = false }
    if raw != lastWritten { drops = 0 }
    (writing, lastWritten, isOvertaken) = (raw, raw, false)
    written.insert(raw)
    if let known { written.insert(known) }
  }

  mutating func pressed(_ raw: Int, isReported: Bool, isSuspended: Bool, hasScale: Bool) {
    guard isReported else {
      wasPressed = true
      return
    }
    guard !isSuspended, hasScale else {
      wasPressed = true
      return
    }
    if writing == raw && absence == nil { return }
    if writing == nil, isKnown, known == raw { return }
    (want, isCertain, isPersons, wasPressed) = (.raw(raw), true, true, false)
    isReached = absence == nil
    if case .doubtful = absence { isCertain = false }
    isOvertaken = writing != nil
    isKnown = isKnown && writing == nil
    known = raw
  }

  /// A write was acknowledged and dropped. The rules get it through once, or three times after an
  /// absence; what a trusted monitor drops is not seen.
  mutating func dropped(isTrusted: Bool) {
    drops += 1
    allDrops += 1
    hasDropped = true
    let tolerated = mayLose ? 3 : isTrusted && (keptSeries >= 2 || hadNewRange) ? 0 : 1
    if drops > tolerated || wasPressedBefore { isCertain = false }
  }

  mutating func wrote(_ raw: Int, at now: Instant, target: Int?, isFading: Bool) {
    if absence != .explained { absence = nil }
    (known, isKnown, writing, lastWrite) = (raw, absence == nil && !isOvertaken, nil, now)
    wasReadBack = false
    // What it means on a scale that nobody knows yet is open.
    if hasNewRange { leaveOpen() }
    if raw == target, !isFading { isReached = true }
  }

  mutating func writeFailed(
    _ raw: Int, _ code: TransferError.Code, isFading: Bool, at now: Instant
  ) {
    (isKnown, writing, lastWrite) = (false, nil, now)
    unanswered.insert(raw)
    if isFading, code != .hung, code != .asleep {
      // The next step may make up for it.
      absence = absence ?? .doubtful(since: now)
      return leaveOpen()
    }
    if !isOvertaken { failed(code, at: now) }
  }

  /// A feature failed, which says nothing about the brightness.
  mutating func featureFailed(_ code: TransferError.Code) {
    interruptions = code == .interrupted ? interruptions + 1 : 0
  }

  /// A transfer succeeded.
  mutating func succeeded() { interruptions = 0 }

  /// An interrupted transfer is repeated; too many in a row are silence.
  private mutating func failed(_ code: TransferError.Code, at now: Instant) {
    interruptions = code == .interrupted ? interruptions + 1 : 0
    if code != .interrupted || interruptions > 2 { fail(code, at: now) }
    isKnown = false
  }

  mutating func readFailed(_ code: TransferError.Code, at now: Instant) {
    if code == .unsupported {
      interruptions = 0
      // The second question comes a second after the first.
      if denials == 0 || now - lastDenial >= .seconds(1) {
        (denials, lastDenial) = (denials + 1, now)
      }
      isKnown = false
      if denials > 1 { absence = .explained }
    } else {
      failed(code, at: now)
      // What the system denies is given back; our goal survives that.
      if code == .permissionDenied { absence = .explained }
    }
  }

  private mutating func fail(_ code: TransferError.Code, at now: Instant) {
    denials = 0
    switch code {
    case .asleep: absence = .explained
    case .unsupported, .permissionDenied, .failed:
      isCertain = false
      if code == .permissionDenied { absence = absence ?? .doubtful(since: now) }
    case .unresponsive, .hung, .gone, .interrupted:
      if absence == nil {
        absence =
          now - returned < .seconds(20) || mayLose
          ? .doubtful(since: now) : .unexplained(since: now)
      }
      switch absence {
      case .unexplained(let since), .doubtful(let since):
        if now - since > .seconds(100), !isReached { isCertain = false }
      case .explained, nil: break
      }
    }
    isKnown = false
  }

  /// A read succeeded.
  mutating func read(
    _ raw: Int, target: Int?, isExact: Bool, isCurrent: Bool, isFading: Bool, isAwaited: Bool,
    at now: Instant
  ) {
    let hadPress = wasPressed && !isCurrent
    if raw == lastWritten, !wasReadBack {
      mayLose = mayLose && absence != nil
      keptSeries += 1
    } else if raw != known {
      keptSeries = 0
    }
    if absence == .explained { (mayLose, keptSeries) = (true, 0) }
    defer {
      wasPressed = wasPressed || hadPress
      (known, isKnown, unanswered, denials) = (raw, true, [], 0)
      if isCurrent { wasPressedBefore = false }
      (hasNewRange, wasReadBack, hasDropped, written) = (false, true, false, [])
      isAsserted = false
    }
    guard want != nil else {
      (want, isReached, absence, returned) = (.raw(raw), true, nil, now)
      return
    }
    switch absence {
    case .explained:
      (absence, returned) = (nil, now)
      if isReached {
        if !restores { adopt(raw) } else if let lightLevel { want = .share(lightLevel) }
        isPersons = isPersons && restores && lightLevel == nil
      }
      if raw == target { isReached = true }
      wasPressed = false
    case nil where hasNewRange, .unexplained where hasNewRange:
      absence = nil
      leaveOpen()
    case .doubtful:
      absence = nil
      if raw != known || !isReached || !restores || lightLevel != nil { leaveOpen() }
    case .unexplained(let since):
      absence = nil
      if isFading || unanswered.contains(raw) && raw != known { return leaveOpen() }
      // A level that was ours since the last reading may be the button's, or a lost write's.
      if raw != known, hasDropped || wasPressedBefore || written.contains(raw) {
        return leaveOpen()
      }
      if wasPressed, since - lastWrite < .seconds(9) || since - lastRequest < .seconds(9) {
        return leaveOpen()
      }
      if raw != known, !isAwaited { adopt(raw) }
      if raw == target { isReached = true }
    case nil:
      if raw == target, !wasPressed, !isFading {
        isReached = true
      } else if isFading, wasPressed || wasPressedBefore || !isExact {
        leaveOpen()
      } else if isReached, wasPressed || !isExact || drops > 1 {
        let isSeries =
          now - lastWrite < .seconds(9) || now - lastRequest < .seconds(4) || isAsserted
          || !wasReadBack
        if isSeries || !wasPressed { leaveOpen() } else if raw != known { adopt(raw) }
      }
    }
    if !isFading { wasPressed = false }
  }

  private mutating func adopt(_ raw: Int) {
    (want, isReached, isPersons, wasPressed) = (.raw(raw), true, true, false)
  }
}

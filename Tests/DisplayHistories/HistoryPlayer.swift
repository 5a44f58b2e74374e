import LightenCore

/// Plays a history: a machine, a monitor and a clock that jumps from event to event.
public struct HistoryPlayer: Sendable {
  /// A call and its answer.
  public struct Call: Sendable {
    /// What was asked for.
    public let action: HistoryAction
    /// When.
    public let time: Instant
    /// The answer, nil while there is none.
    public internal(set) var answer: DisplayMachine.Answer?
    /// When it came.
    public internal(set) var answered: Instant?
  }

  /// A transfer that is under way.
  struct Flight: Sendable {
    let id: Transfer.ID
    let work: Work
    let outcome: SimulatedMonitor.Outcome
  }

  /// One transfer that was started.
  public struct Sent: Equatable, Sendable {
    /// What.
    public let work: Work
    /// When.
    public let time: Instant
  }

  /// The machine.
  public private(set) var machine: DisplayMachine
  /// The monitor.
  public var monitor: SimulatedMonitor
  /// The time.
  public private(set) var now = Instant.zero
  /// All calls, by token.
  public private(set) var calls: [Call] = []
  /// All that was told.
  public private(set) var facts: [DisplayMachine.Fact] = []
  /// All that was sent.
  public private(set) var sent: [Sent] = []
  /// What was found to be wrong.
  public var findings: [String] { checks.findings }
  /// What was visited.
  public var coverage = Coverage()
  /// The number of events that the machine handled.
  public private(set) var events = 0
  /// A line for each event and effect, where they are wanted.
  public private(set) var log: [String]?

  var checks: HistoryChecks
  private var flight: Flight?
  /// What an earlier device still has to say; its effects on the monitor count.
  private var lateFlight: Flight?
  private var rules = DisplayRules()
  private var ticksAtOnce = 0
  private let keepsAll: Bool

  /// Makes a player.
  ///
  /// - Parameters:
  ///   - keepsAll: whether `facts` and `sent` are kept, which takes time.
  ///   - isLogging: whether `log` is written.
  public init(
    _ history: History, times: Times = .standard, keepsAll: Bool = true, isLogging: Bool = false
  ) {
    monitor = history.monitor
    self.keepsAll = keepsAll
    rules.reports = monitor.reports ? .changes : .none
    rules.rest = .milliseconds(history.rest)
    machine = DisplayMachine(
      saved: history.saved.map { Percent($0) }, rules: rules, times: times, at: .zero)
    checks = HistoryChecks(history)
    if isLogging { log = [] }
    post(.tick)
  }

  /// Plays all steps of a history, and its end.
  public mutating func play(_ history: History) {
    for step in history.steps {
      pass(.milliseconds(step.wait))
      perform(step.action)
      if !checks.findings.isEmpty { return }
    }
    finish(history)
  }

  /// Lets time pass.
  public mutating func pass(_ duration: Duration) {
    let end = now + duration
    while checks.findings.count < 3 {
      let next = [flight?.outcome.end, lateFlight?.outcome.end, machine.nextDeadline]
        .compactMap { $0 }.min()
      guard let next, next <= end else { break }
      ticksAtOnce = next <= now ? ticksAtOnce + 1 : 0
      if ticksAtOnce > 50 { return checks.find("the machine wants a tick for ever", at: now) }
      now = max(next, now)
      if let lateFlight, lateFlight.outcome.end <= now {
        self.lateFlight = nil
        post(
          .finished(
            lateFlight.id, .success(lateFlight.work == .read ? .value(1, maximum: 3) : .done)))
      } else if let flight, flight.outcome.end <= now {
        land(flight)
      } else {
        post(.tick)
      }
    }
    now = end
  }

  /// Everything that was asked for must be answered; in liveness mode all must be well.
  private mutating func finish(_ history: History) {
    let isGone = machine.link == .gone
    if history.isLiveness, !isGone {
      monitor.heal()
      checks.healed(at: now)
      if case .suspended(let reasons) = machine.link { perform(.resume(reasons)) }
      let wasAway = if case .answering = machine.link { false } else { true }
      perform(.lookAgain)
      if wasAway { returnInTime() }
      pass(.seconds(90))
      if !machine.ceilings.isEmpty {
        perform(.refresh)
        pass(.seconds(30))
        checks.atRest(self)
        for id in machine.ceilings.keys { perform(.ceiling(id.number, nil, 0)) }
        pass(.seconds(10))
      }
      perform(.refresh)
      pass(.seconds(30))
      checks.atRest(self)
    } else {
      pass(.seconds(60))
    }
    checks.ended(self)
  }

  /// The monitor answers again: it has the goal soon after.
  private mutating func returnInTime() {
    for _ in 0..<100 where checks.firstAnswer == nil { pass(.milliseconds(100)) }
    guard checks.firstAnswer != nil else { return }
    pass(checks.timeToGoal)
    checks.hasReturned(self)
  }

  // MARK: Actions

  /// Does one thing; returns the number of the call, where it is one.
  @discardableResult public mutating func perform(_ action: HistoryAction) -> Int {
    let number = calls.count
    log?.append("\(now) \(action)")
    checks.before(action, self)
    switch action {
    case .set(let percent): request(action, .percent(Percent(percent)))
    case .setRaw(let thousandths):
      request(action, .raw(thousandths * (machine.rawMaximum ?? 100) / 1_000))
    case .add(let points): request(action, .relative(points * 100))
    case .fade(let percent, let milliseconds):
      request(action, .percent(Percent(percent)), fade: .milliseconds(milliseconds))
    case .light(let percent): request(action, .percent(Percent(percent)), .light(since: now))
    case .profile(let percent): request(action, .percent(Percent(percent)), .profile(since: now))
    case .refresh: post(.refresh(call(action)))
    case .lookAgain: post(.lookAgain)
    case .feature(let work): post(.feature(work, call(action)))
    case .button(let percent): press(monitor.level(of: percent * monitor.maximum / 100))
    case .fault(let code, let milliseconds):
      monitor.fault = code
      monitor.faultEnd = now + .milliseconds(milliseconds)
    case .interruptions(let count): monitor.interruptions = count
    case .lostWrites(let count): monitor.lostWrites = monitor.reports ? 0 : count
    case .refusedWrites(let count): monitor.refusedWrites = count
    case .denials(let count): monitor.denials = count
    case .badFeatures(let count): monitor.badFeatures = count
    case .range where monitor.reports: break
    case .range(let maximum):
      let raw = monitor.raw * maximum / monitor.maximum
      monitor.maximum = maximum
      monitor.raw = monitor.level(of: raw)
    case .suspend(let reason): post(.suspend(reason, call(action)))
    case .resume(let reason):
      monitor.lostWrites = max(monitor.lostWrites, monitor.lostAfterWake)
      post(.resume(reason))
    case .replace:
      monitor.lostWrites = max(monitor.lostWrites, monitor.lostAfterWake)
      (lateFlight, flight) = (flight, nil)
      post(.replaced)
    case .restart: restart()
    case .limits(let low, let high):
      rules.minimum = Percent(low)
      rules.maximum = Percent(high)
      post(.rules(rules))
    case .restores(let restores):
      rules.restores = restores
      post(.rules(rules))
    case .lightLevel(let percent):
      rules.lightLevel = percent.map { Percent($0) }
      post(.rules(rules))
    case .ceiling(let id, let percent, let milliseconds):
      post(
        .ceiling(
          Ceiling.ID(id), percent.map { Percent($0) }, fade: .milliseconds(milliseconds)))
    }
    checks.after(action, self)
    return number
  }

  private mutating func call(_ action: HistoryAction) -> Token {
    calls.append(Call(action: action, time: now))
    return Token(calls.count - 1)
  }

  private mutating func request(
    _ action: HistoryAction, _ change: LevelRequest.Change, _ source: Goal.Source? = nil,
    fade: Duration = .zero
  ) {
    let client = Client(sender: ":1.\(calls.count)")
    let source = source ?? .client(client, isFade: fade > .zero)
    post(.request(LevelRequest(change, from: source, fade: fade), call(action)))
  }

  private mutating func press(_ raw: Int) {
    if monitor.raw == raw, monitor.reports { return }
    monitor.raw = raw
    checks.pressed(raw, self)
    if monitor.reports { post(.reported(raw: raw)) }
  }

  /// The service ends, and another one takes over with what was saved.
  private mutating func restart() {
    post(.unplugged)
    monitor.lostWrites = max(monitor.lostWrites, monitor.lostAfterWake)
    (flight, lateFlight) = (nil, nil)
    post(.tick)
    let late = call(.set(1))
    let client = Goal.Source.client(Client(sender: ":1.0"), isFade: false)
    post(.request(LevelRequest(.percent(Percent(1)), from: client), late))
    let saved = machine.saved
    machine = DisplayMachine(
      saved: saved, writes: machine.writes, rules: rules, times: machine.times, at: now)
    checks.restarted(saved: saved)
    post(.tick)
  }

  /// The monitor is unplugged for good.
  mutating func unplug() {
    post(.unplugged)
    flight = nil
  }

  // MARK: The machine

  private mutating func land(_ flight: Flight) {
    self.flight = nil
    let outcome = flight.outcome
    if case .write(let raw) = flight.work, outcome.isApplied {
      monitor.raw = monitor.level(of: raw)
    }
    var result = Result<Reply, TransferError>.success(.done)
    if let error = outcome.error {
      result = .failure(TransferError(error, "It is \(error.rawValue)."))
    } else {
      switch flight.work {
      case .read, .feature(.get(0x10)):
        let isEarly = monitor.samplesEarly && outcome.maximum == monitor.maximum
        let raw = isEarly ? outcome.sample : monitor.raw
        result = .success(.value(raw, maximum: monitor.maximum))
      case .write: break
      case .feature(.get): result = .success(.value(7, maximum: 9))
      case .feature(.set): break
      case .feature(.capabilities): result = .success(.text("(vcp(10))"))
      }
    }
    let isReading = outcome.error == nil && flight.work == .feature(.get(0x10))
    checks.landed(isReading ? .read : flight.work, result, self)
    post(.finished(flight.id, result))
  }

  private mutating func post(_ event: DisplayMachine.Event) {
    events += 1
    let before = checks.snapshot(machine)
    coverage.visit(machine, event)
    let effects = machine.handle(event, at: now)
    if log != nil, let line = HistoryLog.line(event) { log?.append("\(now)\(line)") }
    var asksForStandby = false
    checks.order(effects, at: now)
    for effect in effects {
      if log != nil { log?.append(HistoryLog.line(effect)) }
      switch effect {
      case .tell(let fact):
        if keepsAll { facts.append(fact) }
        checks.told(fact, machine, at: now)
      case .answer(let token, let answer):
        checks.answered(token, answer, self)
        calls[token.number].answer = answer
        calls[token.number].answered = now
      case .start(let id, let work):
        if keepsAll { sent.append(Sent(work: work, time: now)) }
        checks.started(work, isBusy: flight != nil, self)
        flight = Flight(id: id, work: work, outcome: monitor.begin(work, at: now))
      case .checkStandby: asksForStandby = true
      }
    }
    checks.handled(event, before, self)
    if asksForStandby { post(.standby(monitor.fault == .asleep && now < monitor.faultEnd)) }
  }

  // MARK: Views for tests

  /// The raw values that were written.
  public var writes: [Int] {
    sent.compactMap { if case .write(let raw) = $0.work { raw } else { nil } }
  }

  /// How often the brightness was read.
  public var reads: Int { sent.filter { $0.work == .read }.count }

  /// The levels that were announced, whole percents.
  public var announced: [Int] {
    facts.compactMap { if case .level(let level, _) = $0 { level.percent.rounded } else { nil } }
  }

  /// Why the last announced level changed.
  public var lastCause: LevelCause? {
    facts.reversed().lazy.compactMap { if case .level(_, let cause) = $0 { cause } else { nil } }
      .first
  }
}

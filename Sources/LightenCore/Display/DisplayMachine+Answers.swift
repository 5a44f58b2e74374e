/// Who waits for what, and what everybody hears.
extension DisplayMachine {
  var isRamping: Bool { if case .ramp? = goal?.approach { true } else { false } }

  var isWriting: Bool {
    if case .busy(let transfer) = wire, case .write = transfer.work { true } else { false }
  }

  var isReading: Bool {
    if case .busy(let transfer) = wire { transfer.work == .read } else { false }
  }

  var isWritingForCallers: Bool { isWriting && !wire.waiters.isEmpty }

  /// A fade ends where it is; its end stays the goal.
  mutating func stopMoving() {
    goal?.approach = .direct
    failedSteps = 0
  }

  /// Everybody hears of a level that is another one. The first one is part of the ability.
  mutating func publish(_ new: DisplayLevel, _ cause: LevelCause) {
    guard new.raw != level?.raw else { return }
    if level != nil { facts.append(.level(new, cause)) }
    level = new
  }

  /// The display has the goal.
  mutating func reached() {
    guard let goal else { return }
    switch goal.progress {
    case .requested: facts.append(.reached(goal))
    case .resuming(.restore): facts.append(.restored)
    case .resuming, .reached: break
    }
    stopMoving()
    self.goal?.progress =
      ceilings.values.contains { now < $0.path.end } ? .resuming(.ceiling) : .reached
    fallback = nil
    answer(take(&waiters), .taken(true))
  }

  /// Who waited for a write that did not come about waits for the next one, also where that is the
  /// first step of a fade that came later.
  mutating func waitAgain(_ earlier: [Waiter]) {
    let earlier = earlier.map {
      Waiter(token: $0.token, condition: .nextWrite, failures: $0.failures)
    }
    waiters = earlier + waiters
  }

  mutating func answer(_ tokens: [Token], _ answer: Answer) {
    answers += tokens.map { .answer($0, answer) }
  }

  mutating func answer(_ waiters: [Waiter], _ answer: Answer) {
    answers += waiters.map { .answer($0.token, answer) }
  }

  /// Answers everybody who waits for the goal or for a relative change.
  mutating func answerWaiters(with error: DisplayError) {
    answer(take(&waiters), .failed(error))
    answer(pendingChange?.waiters.map(\.token) ?? [], .failed(error))
    pendingChange?.waiters = []
  }
}

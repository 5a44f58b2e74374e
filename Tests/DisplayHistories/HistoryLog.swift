import LightenCore

/// Events and effects in few words, for people who follow a replay.
enum HistoryLog {
  static func line(_ event: DisplayMachine.Event) -> String? {
    switch event {
    case .finished(let id, .success(let reply)): "  #\(id.number) brings \(words(reply))"
    case .finished(let id, .failure(let error)): "  #\(id.number) fails: \(error.code.rawValue)"
    case .tick: "  a deadline"
    default: nil
    }
  }

  static func line(_ effect: DisplayMachine.Effect) -> String {
    switch effect {
    case .start(let id, let work): "    → #\(id.number) \(work)"
    case .answer(let token, let answer): "    → call \(token.number): \(words(answer))"
    case .tell(let fact): "    → \(words(fact))"
    case .checkStandby: "    → asks the system about standby"
    }
  }

  private static func words(_ reply: Reply) -> String {
    switch reply {
    case .value(let value, let maximum): "\(value) of \(maximum)"
    case .text(let text): text
    case .done: "done"
    }
  }

  private static func words(_ answer: DisplayMachine.Answer) -> String {
    if case .failed(let error) = answer { return "\(error.code.rawValue), \(error.message)" }
    return "\(answer)"
  }

  private static func words(_ fact: DisplayMachine.Fact) -> String {
    switch fact {
    case .level(let level, let cause):
      "the level is \(level.raw) (\(level.percent)), \(words(cause))"
    case .reached(let goal): "has \(goal.percent)"
    case .notKept(let level): "does not keep what is written; it has \(level.raw)"
    case .state(let state): "state \(state.rawValue)"
    default: "\(fact)"
    }
  }

  private static func words(_ cause: LevelCause) -> String {
    if case .goal(let source) = cause {
      switch source {
      case .client(let client, _): return "for \(client.sender)"
      case .light: return "for the light"
      case .profile: return "for a profile"
      case .restore, .external: break
      }
    }
    return "\(cause)"
  }
}

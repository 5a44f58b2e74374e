import Testing

@testable import LightenCore

@Suite struct LatestWinsTests {
  var queue = LatestWins<Int, String>()

  @Test mutating func isEmptyAtFirst() {
    #expect(queue.isEmpty)
    #expect(queue.newest == nil)
    #expect(queue.start() == nil)
    #expect(queue.finish() == [])
    #expect(queue.fail() == [])
    #expect(queue.cancel() == [])
    #expect(queue.join("a") == false)
    queue.retry()
    #expect(queue.isEmpty)
  }

  @Test mutating func answersWhenTheValueIsDone() {
    queue.submit(40, ["a"])
    #expect(queue.waiting == 40)
    #expect(queue.underWay == nil)
    #expect(queue.start() == 40)
    #expect(queue.underWay == 40)
    #expect(queue.waiting == nil)
    #expect(queue.newest == 40)
    #expect(queue.finish() == ["a"])
    #expect(queue.isEmpty)
  }

  @Test mutating func hasOneValueUnderWay() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.submit(50, ["b"])
    #expect(queue.start() == nil)
    #expect(queue.underWay == 40)
    #expect(queue.newest == 50)
  }

  @Test mutating func replacesTheValueThatWaits() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.submit(50, ["b"])
    queue.submit(60, ["c"])
    #expect(queue.waiting == 60)
    #expect(queue.finish() == ["a"])
    #expect(queue.start() == 60)
    #expect(queue.finish() == ["b", "c"])
    #expect(queue.start() == nil)
  }

  @Test mutating func joinsTheNewestValue() {
    queue.submit(40, ["a"])
    #expect(queue.join("b") == true)
    _ = queue.start()
    #expect(queue.join("c") == true)
    queue.submit(50, ["d"])
    #expect(queue.join("e") == true)
    #expect(queue.finish() == ["a", "b", "c"])
    _ = queue.start()
    #expect(queue.finish() == ["d", "e"])
  }

  @Test mutating func failsWithoutANewerValue() {
    queue.submit(40, ["a", "b"])
    _ = queue.start()
    #expect(queue.fail() == ["a", "b"])
    #expect(queue.isEmpty)
  }

  @Test mutating func waitsForANewerValueAfterAFailure() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.submit(50, ["b"])
    #expect(queue.fail() == [])
    #expect(queue.underWay == nil)
    #expect(queue.start() == 50)
    #expect(queue.finish() == ["a", "b"])
  }

  @Test mutating func retriesTheSameValue() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.retry()
    #expect(queue.underWay == nil)
    #expect(queue.start() == 40)
    #expect(queue.finish() == ["a"])
  }

  @Test mutating func retriesWithANewerValue() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.submit(50, ["b"])
    queue.retry()
    #expect(queue.start() == 50)
    #expect(queue.finish() == ["a", "b"])
    #expect(queue.isEmpty)
  }

  @Test mutating func cancelsEverything() {
    queue.submit(40, ["a"])
    _ = queue.start()
    queue.submit(50, ["b"])
    #expect(queue.cancel() == ["a", "b"])
    #expect(queue.isEmpty)
    #expect(queue.finish() == [])
  }

  /// Fades submit steps that nobody waits for.
  @Test mutating func keepsThoseWhoWaitWhenNobodyWaitsForTheNewer() {
    queue.submit(40, ["a"])
    queue.submit(50, [])
    #expect(queue.start() == 50)
    #expect(queue.finish() == ["a"])
  }
}

/// Random requests and outcomes against what the contract says of each caller.
@Suite struct LatestWinsPropertyTests {
  private struct Caller: Hashable {
    let id: Int
    /// Values count up, so that a later one is a greater one.
    let wanted: Int
  }

  private struct Model {
    var queue = LatestWins<Int, Caller>()
    var unanswered: Set<Caller> = []
    var asked = 0
    var newest = 0

    mutating func caller() -> Caller {
      asked += 1
      let caller = Caller(id: asked, wanted: newest)
      unanswered.insert(caller)
      return caller
    }

    /// Takes note that `callers` are answered: each once, and exactly `expected`.
    mutating func answered(_ callers: [Caller], expected: Set<Caller>) {
      #expect(Set(callers).count == callers.count, "answered twice")
      #expect(Set(callers) == expected)
      unanswered.subtract(callers)
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func answersEveryCallerOnce(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var model = Model()
    for _ in 0..<400 { act(&model, &random) }
    model.answered(model.queue.cancel(), expected: model.unanswered)
    #expect(model.queue.isEmpty)
    #expect(model.unanswered.isEmpty)
  }

  private func act(_ model: inout Model, _ random: inout SeededGenerator) {
    let underWay = model.queue.underWay
    let waiting = model.queue.waiting
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35:
      model.newest += 1
      let callers = (0..<Int.random(in: 0...2, using: &random)).map { _ in model.caller() }
      model.queue.submit(model.newest, callers)
      #expect(model.queue.waiting == model.newest)
      #expect(model.queue.underWay == underWay)
    case 35..<50:
      guard !model.queue.isEmpty else { return }
      #expect(model.queue.newest == model.newest)
      let caller = model.caller()
      #expect(model.queue.join(caller) == true)
    case 50..<70:
      let started = model.queue.start()
      #expect(started == (underWay == nil ? waiting : nil))
      if started != nil { #expect(model.queue.underWay == started) }
    case 70..<85:
      // Everybody whose value is done, and nobody else.
      let done = underWay ?? 0
      model.answered(
        model.queue.finish(), expected: model.unanswered.filter { $0.wanted <= done })
      #expect(model.queue.underWay == nil)
      #expect(model.queue.waiting == waiting)
    case 85..<92:
      let nobodyElse = underWay == nil || waiting != nil
      model.answered(model.queue.fail(), expected: nobodyElse ? [] : model.unanswered)
      #expect(model.queue.underWay == nil)
      #expect(model.queue.waiting == waiting)
    case 92..<98:
      model.queue.retry()
      #expect(model.queue.underWay == nil)
      #expect(model.queue.waiting == waiting ?? underWay)
    default:
      model.answered(model.queue.cancel(), expected: model.unanswered)
      #expect(model.queue.isEmpty)
    }
  }
}

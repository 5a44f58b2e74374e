import LoopTestSupport
import Testing

@testable import GLibKit

@Suite(.onLoop, .timeLimit(.minutes(1))) struct LoopTaskTests {
  @Test @LoopActor func bringsAResultToEverybodyWhoWaits() async {
    let task = LoopTask { 42 }
    let others = (0..<3).map { _ in LoopTask { await task.value } }
    #expect(await task.value == 42)
    for other in others { #expect(await other.value == 42) }
    // Also to those who come late.
    #expect(await task.value == 42)
  }

  @Test @LoopActor func mayGiveAResultBeforeItsWorkIsDone() async {
    let gate = Gate()
    let task = LoopTask { () -> Int in
      await gate.pass()
      return 1
    }
    let other = LoopTask { await task.value }
    await TestLoop.settle()
    task.finish(2)
    #expect(await other.value == 2)
    // What comes later counts no more.
    gate.open(1)
    await TestLoop.settle()
    task.finish(3)
    #expect(await task.value == 2)
  }

  @Test @LoopActor func beginsWithTheNextTurn() async {
    let log = Notes()
    let task = LoopTask { log.add("task") }
    log.add("caller")
    await task.value
    #expect(log.texts == ["caller", "task"])
  }

  @Test @LoopActor func runsInTheOrderOfArrival() async {
    let log = Notes()
    let tasks = (0..<100).map { number in LoopTask { log.add("\(number)") } }
    for task in tasks { await task.value }
    #expect(log.texts == (0..<100).map { "\($0)" })
  }

  /// Before and after each wait, and in code of no actor that is called on the way.
  @Test @LoopActor func staysOnTheLoopsThreadAcrossWaits() async {
    let loopThread = thread()
    let gate = Gate()
    let tasks = (0..<1_000).map { _ in
      LoopTask {
        var threads = [thread()]
        for _ in 0..<3 {
          await gate.pass()
          threads.append(thread())
          threads.append(await threadOfNoActor())
        }
        return threads
      }
    }
    let opener = LoopTask {
      // Half of them from here, half from another thread.
      for _ in 0..<3 {
        await TestLoop.settle()
        gate.open(500)
        let rest = gate.takeRest()
        await Background.run("gate") { for continuation in rest { continuation.resume() } }
      }
    }
    await opener.value
    #expect(loopThread != nil)
    var count = 0
    for task in tasks {
      for seen in await task.value {
        #expect(seen == loopThread)
        count += 1
      }
    }
    #expect(count == 7_000)
  }

  /// Tasks of other kinds that wait for a task on the loop: none is forgotten, however the end of
  /// the one falls together with the beginning of the other's wait.
  @Test func wakesTasksThatAreNotOnTheLoop() async {
    await withTaskGroup(of: Int.self) { group in
      for number in 0..<500 {
        group.addTask {
          let task = await LoopTask { await Background.run("test") { number } }
          let first = await task.value
          let second = await LoopTask { number }.value
          return first + second
        }
      }
      var sum = 0
      for await value in group { sum += value }
      #expect(sum == 499 * 500)
    }
  }

  @Test @LoopActor func wakesTestsThatAreOnTheLoop() async {
    for number in 0..<200 {
      let task = LoopTask { await Background.run("test") { number } }
      await LoopTask {}.value
      #expect(await task.value == number)
    }
  }

  @Test @LoopActor func runsBlockingWorkElsewhere() async {
    let loopThread = thread()
    let other = await Background.run("test") { thread() }
    #expect(other != loopThread)
    #expect(thread() == loopThread)
  }
}

/// The thread that runs this code. Not `pthread_self()`, which the compiler takes for constant.
private func thread() -> String? { Files.resolved("/proc/thread-self") }

@concurrent private func threadOfNoActor() async -> String? { thread() }

/// Holds tasks until it is opened.
@LoopActor
private final class Gate {
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func pass() async { await withCheckedContinuation { waiting.append($0) } }

  func open(_ count: Int) {
    let first = waiting.prefix(count)
    waiting.removeFirst(first.count)
    for continuation in first { continuation.resume() }
  }

  func takeRest() -> [CheckedContinuation<Void, Never>] {
    defer { waiting = [] }
    return waiting
  }
}

/// What happened, in order.
@LoopActor
final class Notes {
  private(set) var texts: [String] = []

  nonisolated init() {}

  func add(_ text: String) { texts.append(text) }
}

import GLibKit
import LightenWorkerProtocol
import Testing

@testable import LightenDevices

/// In processes of their own, as `ChildProcessTests` are.
@Suite(.timeLimit(.minutes(1))) struct WorkerProcessTests {
  private typealias Step = FakeWorkers.Step

  @Test func answersRequests() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let reply = WorkerReply(.ok, current: 70, maximum: 100)
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .receive, .send(reply.packet)]]])
        var ends = 0
        let worker = try! fake.workers.start(on: 3) { ends += 1 }
        let greeting = try? await worker.greeting()
        let answer = try? await worker.perform(.read(feature: 0x12), within: .seconds(5))
        // It ends by itself then, once.
        await fake.wait { ends > 0 }
        worker.kill()
        let late = await failure(WorkerFailure.self) {
          try await worker.perform(.capabilities, within: .seconds(5))
        }
        return [
          greeting?.version ?? "", "\(answer == reply)", "\(fake.requests)", "\(ends)",
          "\(late == .ended)",
          "\(fake.workers.processes[3] == nil)",
        ]
      }
      #expect(
        outcome == [
          "2.2.0", "true", "\([WorkerRequest.read(feature: 0x12)])", "1", "true", "true",
        ])
    }
  }

  /// What a worker says instead of a greeting, and what that means.
  @Test func understandsOtherGreetings() async {
    await #expect(processExitsWith: .success) {
      let failures = MainLoop.run {
        var failures: [WorkerFailure?] = []
        for words in ["lighten-ddc 2\n", "lighten-ddc 1\n", "hello"] {
          let fake = try! FakeWorkers([3: [[.send(Array(words.utf8)), .hang]]])
          let worker = try! fake.workers.start(on: 3) {}
          failures.append(await failure(WorkerFailure.self) { try await worker.greeting() })
          // It is killed.
          _ = await worker.waitForExit()
        }
        return failures
      }
      #expect(failures == [.isOther, .ended, .ended])
    }
  }

  @Test func killsOneThatDoesNotAnswerInTime() async {
    await #expect(processExitsWith: .success) {
      let failures = MainLoop.run {
        var failures: [WorkerFailure?] = []
        let fake = try! FakeWorkers([3: [[.hang], [FakeWorkers.greeting, .receive, .hang]]])
        let first = try! fake.workers.start(on: 3) {}
        let greeting = LoopTask { await failure(WorkerFailure.self) { try await first.greeting() } }
        await fake.wait { fake.starts(on: 3) == 1 }
        await fake.clock.advance(by: WorkerProcess.startTime)
        failures.append(await greeting.value)
        try? await fake.workers.waitUntilFree(3)

        let second = try! fake.workers.start(on: 3) {}
        _ = try? await second.greeting()
        let reply = LoopTask {
          await failure(WorkerFailure.self) {
            try await second.perform(.read(feature: 1), within: .seconds(2))
          }
        }
        await fake.wait { !fake.requests.isEmpty }
        await fake.clock.advance(by: .seconds(2))
        failures.append(await reply.value)
        try? await fake.workers.waitUntilFree(3)
        return failures
      }
      #expect(failures == [.hung, .hung])
    }
  }

  @Test func killsOneThatSpeaksUnasked() async {
    await #expect(processExitsWith: .success) {
      let isGone = MainLoop.run {
        let reply = WorkerReply(.ok)
        let fake = try! FakeWorkers([
          3: [[FakeWorkers.greeting, .receive, .send(reply.packet), .send(reply.packet), .hang]]
        ])
        let worker = try! fake.workers.start(on: 3) {}
        _ = try? await worker.greeting()
        _ = try? await worker.perform(.capabilities, within: .seconds(5))
        return await worker.waitForExit()
      }
      #expect(isGone)
    }
  }

  @Test func hasOneOnABusUntilItIsReaped() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[.hang]], 4: [[.hang]]])
        let first = try! fake.workers.start(on: 3) {}
        // Killed is not gone.
        first.kill()
        let early = await failure(WorkerFailure.self) { try fake.workers.start(on: 3) {} }
        _ = try? fake.workers.start(on: 4) {}
        try? await fake.workers.waitUntilFree(3)
        let second = try? fake.workers.start(on: 3) {}
        let isKnown = second != nil && fake.workers.processes[3] === second
        await fake.stop()
        return ["\(early == .isKept)", "\(isKnown)", "\(fake.workers.processes.count)"]
      }
      #expect(outcome == ["true", "true", "0"])
    }
  }

  @Test func saysThatAProgramIsMissing() async {
    await #expect(processExitsWith: .success) {
      let isMissing = MainLoop.run {
        let workers = BusWorkers(executable: "/nowhere/lighten-ddc", clock: SystemLoopClock())
        guard
          case .notStarted(_, let isMissing) = await failure(
            WorkerFailure.self, of: { try workers.start(on: 3) {} })
        else { return false }
        return isMissing && workers.processes[3] == nil
      }
      #expect(isMissing)
    }
  }
}

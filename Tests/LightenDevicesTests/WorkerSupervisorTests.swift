import GLibKit
import LightenWorkerProtocol
import Testing

@testable import LightenDevices

/// In processes of their own, as `ChildProcessTests` are.
@Suite(.timeLimit(.minutes(1))) struct WorkerSupervisorTests {
  @Test func startsOneWorkerForAllWhoAsk() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [Int] in
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .hang]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let tasks = (0..<3).map { _ in LoopTask { try? await supervisor.start() } }
        var greetings = 0
        for task in tasks where await task.value != nil { greetings += 1 }
        if (try? await supervisor.start()) != nil { greetings += 1 }
        supervisor.stop()
        await fake.stop()
        return [greetings, fake.starts(on: 3)]
      }
      #expect(outcome == [4, 1])
    }
  }

  @Test func letsTheNextWorkerDoWhatOneLeftUndone() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [Int] in
        let lives: [[FakeWorkers.Step]] = [
          [FakeWorkers.greeting, .receive], [],
          [FakeWorkers.greeting, .receive, .send(WorkerReply(.ok, current: 7).packet), .hang],
        ]
        let fake = try! FakeWorkers([3: lives])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let task = LoopTask { try? await supervisor.perform(.read(feature: 0x12)) }
        await fake.passTime(on: 3) { fake.starts(on: 3) == 3 }
        let reply = await task.value
        supervisor.stop()
        await fake.stop()
        return [Int(reply?.current ?? 0), fake.starts(on: 3), fake.requests.count]
      }
      #expect(outcome == [7, 3, 2])
    }
  }

  @Test func givesUpOneThatEndsAgainAndAgain() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let task = LoopTask { await failure(DeviceError.self) { try await supervisor.start() } }
        await fake.passTime(on: 3) { fake.starts(on: 3) == 4 }
        let error = await task.value
        supervisor.stop()
        await fake.stop()
        return ["\(error == .workerEnded)", "\(fake.starts(on: 3))"]
      }
      #expect(outcome == ["true", "4"])
    }
  }

  /// The caller is answered after five seconds; the start goes on, and who asks next finds it done.
  @Test func answersBeforeASlowStartIsOver() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[.pause, FakeWorkers.greeting, .hang]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let task = LoopTask {
          await failure(DeviceError.self) { try await supervisor.perform(.capabilities) }
        }
        await fake.wait { fake.starts(on: 3) == 1 }
        await fake.clock.advance(by: CallBudget.usualTime)
        let error = await task.value
        let next = LoopTask { try? await supervisor.start() }
        fake.release()
        let greeting = await next.value
        supervisor.stop()
        await fake.stop()
        return ["\(error?.code == .hung)", greeting?.version ?? "none", "\(fake.starts(on: 3))"]
      }
      #expect(outcome == ["true", "2.2.0", "1"])
    }
  }

  @Test func leavesItsBusWhenItIsStopped() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .receive, .hang]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let wasClaimed = fake.workers.buses.isClaimed(3)
        let call = LoopTask {
          await failure(DeviceError.self) { try await supervisor.perform(.capabilities) }
        }
        await fake.wait { !fake.requests.isEmpty }
        supervisor.stop()
        supervisor.stop()
        let errors = [
          await call.value, await failure(DeviceError.self) { try await supervisor.start() },
        ]
        try? await fake.workers.waitUntilFree(3)
        return [
          "\(wasClaimed)", "\(fake.workers.buses.isClaimed(3))",
          "\(errors.map(\.?.code) == [.gone, .gone])",
          "\(fake.workers.processes[3] == nil)", "\(fake.starts(on: 3))",
        ]
      }
      #expect(outcome == ["true", "false", "true", "true", "1"])
    }
  }

  /// Without time that passes: the second worker would start a tenth of a second later.
  @Test func tellsAtOnceWhoWaitsForAStart() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        let call = LoopTask { await failure(DeviceError.self) { try await supervisor.start() } }
        await fake.wait { fake.starts(on: 3) == 1 && fake.workers.processes[3] == nil }
        supervisor.stop()
        return ["\(await call.value?.code == .gone)", "\(fake.starts(on: 3))"]
      }
      #expect(outcome == ["true", "1"])
    }
  }

  @Test func startsAnotherWorkerAtOnceWhereOneIsWanted() async {
    await #expect(processExitsWith: .success) {
      let starts = MainLoop.run { () -> Int in
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .hang]]])
        let supervisor = WorkerSupervisor(workers: fake.workers, bus: 3)
        for _ in 0..<3 {
          // Without time that passes: there is no back-off.
          _ = try? await supervisor.start()
          supervisor.restart()
        }
        supervisor.stop()
        await fake.stop()
        return fake.starts(on: 3)
      }
      #expect(starts == 3)
    }
  }
}

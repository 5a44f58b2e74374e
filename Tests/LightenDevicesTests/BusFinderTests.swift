import GLibKit
import LightenWorkerProtocol
import Testing

@testable import LightenDevices

/// In processes of their own, as `ChildProcessTests` are.
@Suite(.timeLimit(.minutes(1))) struct BusFinderTests {
  @Test func findsTheBusAndRemembersWhatItSaw() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([
          3: [[FakeWorkers.noMonitor]], 4: [[FakeWorkers.greeting, .hang]],
        ])
        let finder = BusFinder(workers: fake.workers)
        var buses: [Int?] = []
        for _ in 0..<2 { buses.append(try? await finder.bus(of: FakeWorkers.edid, among: [3, 4])) }
        // None has that EDID, and each has answered.
        buses.append(try! await finder.bus(of: [9], among: [3, 4]))
        var starts = [3, 4].map(fake.starts)
        finder.forget()
        buses.append(try? await finder.bus(of: FakeWorkers.edid, among: [3, 4]))
        starts.append(fake.starts(on: 4))
        await fake.stop()
        return ["\(buses)", "\(starts)", "\(fake.workers.processes.count)"]
      }
      #expect(outcome == ["\([4, 4, nil, 4] as [Int?])", "[1, 1, 2]", "0"])
    }
  }

  /// The first worker ends without a word, the second one's library does not work.
  @Test func takesOnlyAnAnswerForAnAnswer() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let failed = WorkerGreeting(version: "2.2.0", edid: [], brightness: WorkerReply(.failed))
        let fake = try! FakeWorkers([
          3: [[], [.send(failed.packet)], [FakeWorkers.greeting, .hang]],
          4: [[FakeWorkers.noMonitor]],
        ])
        let finder = BusFinder(workers: fake.workers)
        var errors: [DeviceError.Code?] = []
        for _ in 0..<2 {
          errors.append(
            await failure(DeviceError.self) {
              try await finder.bus(of: FakeWorkers.edid, among: [3, 4])
            }?.code)
        }
        let bus = try? await finder.bus(of: FakeWorkers.edid, among: [3, 4])
        await fake.stop()
        return ["\(errors == [.hung, .hung])", "\(bus ?? -1)", "\([3, 4].map(fake.starts))"]
      }
      #expect(outcome == ["true", "3", "[3, 1]"])
    }
  }

  @Test func waitsForNoBusThatHangs() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([
          3: [[.pause, FakeWorkers.noMonitor]], 4: [[FakeWorkers.greeting, .hang]],
        ])
        let finder = BusFinder(workers: fake.workers)
        let first = LoopTask { try? await finder.bus(of: FakeWorkers.edid, among: [3, 4]) }
        await fake.wait { fake.starts(on: 3) == 1 }
        await fake.clock.advance(by: BusFinder.turn)
        let bus = await first.value
        // The monitor that may be on the other bus is looked for as long as a call may take …
        let search = LoopTask {
          await failure(DeviceError.self) { try await finder.bus(of: [9], among: [3, 4]) }
        }
        await fake.clock.advance(by: CallBudget.usualTime)
        let error = await search.value
        // … and who looks again is told by the same worker.
        let next = LoopTask { try? await finder.bus(of: [9], among: [3, 4]) }
        fake.release()
        let last = await next.value
        await fake.stop()
        return [
          "\(bus ?? -1)", "\(error?.code == .hung)", "\(last == nil)", "\(fake.starts(on: 3))",
        ]
      }
      #expect(outcome == ["4", "true", "true", "1"])
    }
  }

  @Test func leavesABusInPeaceThatIsInUse() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .hang]]])
        let finder = BusFinder(workers: fake.workers)
        let makeDevice = { @LoopActor (bus: Int) in
          DDCDevice(bus: bus, connectorPath: nil, workers: fake.workers)
        }
        let twins = (0..<2).map { _ in
          BusSearchDevice(
            edid: FakeWorkers.edid, buses: [3], finder: finder, makeDevice: makeDevice)
        }
        // There is one bus for two: the worker of the first one is not disturbed.
        let reading = try? await twins[0].probe()
        let error = await failure(DeviceError.self) { try await twins[1].probe() }
        let starts = fake.starts(on: 3)
        twins[0].stop()
        let second = try? await twins[1].probe()
        twins[1].stop()
        let late = await failure(DeviceError.self) { try await twins[1].probe() }
        await fake.stop()
        return [
          "\(reading?.current ?? -1)", "\(error?.code == .unsupported)", "\(starts)",
          "\(second?.current ?? -1)", "\(late?.code == .gone)",
          "\(fake.workers.buses.isClaimed(3))",
        ]
      }
      #expect(outcome == ["50", "true", "2", "50", "true", "false"])
    }
  }

  /// Both searches end their wait with the first finding, which only one of them gets.
  @Test func givesTwoEqualMonitorsABusEach() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let life: [FakeWorkers.Step] = [FakeWorkers.greeting, .hang]
        let fake = try! FakeWorkers([3: [life], 4: [life]])
        let finder = BusFinder(workers: fake.workers)
        let twins = (0..<2).map { _ in
          BusSearchDevice(edid: FakeWorkers.edid, buses: [3, 4], finder: finder) { bus in
            DDCDevice(bus: bus, connectorPath: nil, workers: fake.workers)
          }
        }
        let probes = twins.map { twin in LoopTask { try? await twin.probe().current } }
        var readings: [Int?] = []
        for probe in probes { readings.append(await probe.value) }
        let claims = withExtendedLifetime(twins) { [3, 4].map(fake.workers.buses.isClaimed) }
        await fake.stop()
        return ["\(readings)", "\(claims)"]
      }
      #expect(outcome == ["\([50, 50] as [Int?])", "[true, true]"])
    }
  }

  /// A look that began before says nothing about the monitors that are there now, whether it brings
  /// an answer or none.
  @Test func looksAgainWhenMonitorsHaveChangedDuringALook() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        var outcome: [String] = []
        let lives: [[FakeWorkers.Step]] = [[.pause, FakeWorkers.noMonitor], [.pause]]
        for life in lives {
          let fake = try! FakeWorkers([3: [life, [FakeWorkers.greeting, .hang]]])
          let finder = BusFinder(workers: fake.workers)
          let search = { @LoopActor in
            LoopTask { try? await finder.bus(of: FakeWorkers.edid, among: [3]) }
          }
          let first = search()
          await fake.wait { fake.starts(on: 3) == 1 }
          finder.forget()
          let second = search()
          // It begins before the answer comes.
          await Self.turn()
          fake.release()
          outcome.append("\([await first.value, await second.value])")
          outcome.append("\(fake.starts(on: 3))")
          await fake.stop()
        }
        return outcome
      }
      let both = "\([3, 3] as [Int?])"
      #expect(outcome == [both, "2", both, "2"])
    }
  }

  /// Nobody waits for its worker, which no search needs any more.
  @Test func endsALookAtABusThatGetsAUser() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[.hang], [FakeWorkers.greeting, .hang]]])
        let finder = BusFinder(workers: fake.workers)
        let search = LoopTask {
          await failure(DeviceError.self) { try await finder.bus(of: [9], among: [3]) }
        }
        await fake.wait { fake.starts(on: 3) == 1 }
        let device = DDCDevice(bus: 3, connectorPath: nil, workers: fake.workers)
        let reading = try? await device.probe()
        // The bus is in use: it is no failure that it gave the search no answer.
        let missing = await search.value
        await fake.stop()
        return ["\(reading?.current ?? -1)", "\(missing == nil)", "\(fake.starts(on: 3))"]
      }
      #expect(outcome == ["50", "true", "2"])
    }
  }

  /// A search that waits until a worker is gone sees that the bus has a user then.
  @Test func looksAtNoBusThatGetsAUserWhileItWaits() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[FakeWorkers.greeting, .hang]]])
        let finder = BusFinder(workers: fake.workers)
        let makeDevice = { @LoopActor in
          DDCDevice(bus: 3, connectorPath: nil, workers: fake.workers)
        }
        let first = makeDevice()
        _ = try? await first.probe()
        first.stop()
        let search = LoopTask { try? await finder.bus(of: FakeWorkers.edid, among: [3]) }
        // It waits for the worker, of whose end the loop has not heard yet.
        for _ in 0..<3 { await Self.turn() }
        let second = makeDevice()
        let reading = try? await second.probe()
        let found = await search.value
        await fake.stop()
        return ["\(reading?.current ?? -1)", "\(found ?? nil == nil)", "\(fake.starts(on: 3))"]
      }
      #expect(outcome == ["50", "true", "2"])
    }
  }
  /// Lets others do what they can do at once.
  @LoopActor private static func turn() async {
    await withCheckedContinuation { continuation in LoopTask { continuation.resume() } }
  }
}

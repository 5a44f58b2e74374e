import GLibKit
import Glibc
import LightenWorkerProtocol
import LoopTestSupport
import Testing

@testable import LightenDevices

/// In processes of their own, as `ChildProcessTests` are.
@Suite(.timeLimit(.minutes(1))) struct DDCDeviceTests {
  /// The first look is what the worker's greeting has; later ones are reads.
  @Test func readsTheBrightness() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([
          3: [
            [
              FakeWorkers.greeting, .receive,
              .send(WorkerReply(.ok, current: 60, maximum: 100).packet), .hang,
            ]
          ]
        ])
        let device = DDCDevice(bus: 3, connectorPath: nil, workers: fake.workers)
        let readings = [try? await device.probe(), try? await device.probe()]
        device.stop()
        await fake.stop()
        return ["\(readings.map { $0?.current })", "\(fake.requests)"]
      }
      #expect(outcome == ["\([50, 60] as [Int?])", "\([WorkerRequest.read(feature: 0x10)])"])
    }
  }

  @Test func writesTheBrightness() async {
    await #expect(processExitsWith: .success) {
      let requests = MainLoop.run { () -> [WorkerRequest] in
        let fake = try! FakeWorkers([
          3: [
            [
              FakeWorkers.greeting, .receive, .send(WorkerReply(.ok).packet), .receive,
              .send(WorkerReply(.ok).packet), .hang,
            ]
          ]
        ])
        let device = DDCDevice(bus: 3, connectorPath: nil, workers: fake.workers)
        try? await device.writeBrightness(258)
        // More than a packet can say is the most that it can.
        try? await device.writeBrightness(1 << 20)
        device.stop()
        await fake.stop()
        return fake.requests
      }
      #expect(
        requests == [.write(feature: 0x10, value: 258), .write(feature: 0x10, value: 65_535)])
    }
  }

  /// No monitor was found, perhaps since it slept: only a new worker finds it later.
  @Test func looksAgainWithANewWorker() async {
    await #expect(processExitsWith: .success) {
      let outcome = MainLoop.run { () -> [String] in
        let fake = try! FakeWorkers([3: [[FakeWorkers.noMonitor], [FakeWorkers.greeting, .hang]]])
        let device = DDCDevice(bus: 3, connectorPath: nil, workers: fake.workers)
        let error = await failure(DeviceError.self) { try await device.probe() }
        let reading = try? await device.probe()
        device.stop()
        await fake.stop()
        return [
          "\(error?.code == .unresponsive)", "\(reading?.current ?? -1)", "\(fake.starts(on: 3))",
        ]
      }
      #expect(outcome == ["true", "50", "2"])
    }
  }

  /// What each answer of a worker means to a display, where the connector is in use, where it is in
  /// standby, and where the monitor is just being unplugged.
  @Test func tellsWhatIsWrong() async {
    await #expect(processExitsWith: .success) {
      let codes = MainLoop.run { () -> [[DeviceError.Code?]] in
        let outcomes: [WorkerOutcome] = [
          .ok, .unsupported, .unresponsive, .asleep, .gone, .permissionDenied, .failed,
        ]
        let folder = try! TemporaryFolder()
        var codes: [[DeviceError.Code?]] = []
        let states = [("connected", "On"), ("connected", "Off"), ("disconnected", "Off")]
        for (status, dpms) in states {
          try! folder.write("\(status)\n", to: "status")
          try! folder.write("\(dpms)\n", to: "dpms")
          codes.append([])
          for outcome in outcomes {
            let fake = try! FakeWorkers([
              3: [[FakeWorkers.greeting, .receive, .send(WorkerReply(outcome).packet), .hang]]
            ])
            let device = DDCDevice(bus: 3, connectorPath: folder.path, workers: fake.workers)
            let error = await failure(DeviceError.self) { try await device.readFeature(0x12) }
            codes[codes.count - 1].append(error?.code)
            device.stop()
            await fake.stop()
          }
        }
        return codes
      }
      #expect(
        codes == [
          [nil, .unsupported, .unresponsive, .asleep, .unresponsive, .permissionDenied, .failed],
          [nil, .unsupported, .asleep, .asleep, .asleep, .permissionDenied, .failed],
          [
            nil, .unsupported, .disconnected, .disconnected, .disconnected, .permissionDenied,
            .failed,
          ],
        ])
    }
  }
}

import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenDevices

@Suite(.onLoop, .timeLimit(.minutes(1))) struct SimulatedDeviceTests {
  let clock = ManualLoopClock()

  @LoopActor private func device(_ brightness: UInt16 = 50, of maximum: UInt16 = 100)
    -> SimulatedDevice
  {
    SimulatedDevice(brightness: brightness, maximum: maximum, clock: clock)
  }

  /// How long an operation takes, and what comes of it.
  @LoopActor private func timed<Value: Sendable>(
    _ operation: @escaping @LoopActor @Sendable () async throws(DeviceError) -> Value
  ) async -> Outcome<Value> {
    let start = clock.now
    let outcome = Outcome<Value>()
    LoopTask { [clock] in
      do throws(DeviceError) {
        outcome.result = .success(try await operation())
      } catch {
        outcome.result = .failure(error)
      }
      outcome.time = clock.now - start
    }
    await clock.advance(by: .seconds(30))
    return outcome
  }

  @Test @LoopActor func takesTheTimeOfARealMonitor() async throws {
    let device = device()
    let probe = await timed { () throws(DeviceError) in try await device.probe() }
    #expect(probe.time == .milliseconds(101))
    #expect(try probe.result?.get() == BrightnessReading(current: 50, maximum: 100))
    let write = await timed { () throws(DeviceError) in try await device.writeBrightness(70) }
    #expect(write.time == .milliseconds(51))
    #expect(device.reading == BrightnessReading(current: 70, maximum: 100))
    #expect(device.writes == 1)
    let text = await timed { () throws(DeviceError) in try await device.capabilities() }
    #expect(text.time == .seconds(1))
    #expect(try text.result?.get().contains("vcp(10 12 60") == true)
  }

  @Test @LoopActor func changesOnlyWhenTheWriteIsOver() async {
    let device = device()
    LoopTask { try? await device.writeBrightness(70) }
    await clock.advance(by: .milliseconds(50))
    #expect(device.reading.current == 50)
    #expect(device.writes == 0)
    await clock.advance(by: .milliseconds(1))
    #expect(device.reading.current == 70)
    #expect(device.writes == 1)
  }

  @Test @LoopActor func hasFeatures() async throws {
    let device = device()
    let read = await timed { () throws(DeviceError) in try await device.readFeature(0x12) }
    #expect(read.time == .milliseconds(101))
    #expect(try read.result?.get() == FeatureValue(current: 75, maximum: 100))
    _ = await timed { () throws(DeviceError) in try await device.writeFeature(0x12, 30) }
    let changed = await timed { () throws(DeviceError) in try await device.readFeature(0x12) }
    #expect(try changed.result?.get().current == 30)
    // More than the maximum is the maximum.
    _ = await timed { () throws(DeviceError) in try await device.writeFeature(0x12, 1_000) }
    let most = await timed { () throws(DeviceError) in try await device.readFeature(0x12) }
    #expect(try most.result?.get().current == 100)
    // Brightness is a feature too, but not a brightness write of ours.
    _ = await timed { () throws(DeviceError) in try await device.writeFeature(0x10, 20) }
    #expect(device.reading.current == 20)
    #expect(device.writes == 0)
  }

  @Test @LoopActor func lacksOtherFeatures() async {
    let device = device()
    let read = await timed { () throws(DeviceError) in try await device.readFeature(0x99) }
    #expect(read.failure?.code == .unsupported)
    let write = await timed { () throws(DeviceError) in try await device.writeFeature(0x99, 1) }
    #expect(write.failure == nil)
    let again = await timed { () throws(DeviceError) in try await device.readFeature(0x99) }
    #expect(again.failure?.code == .unsupported)
  }

  @Test(
    arguments: [
      (.none, nil, 101, 51), (.slow, nil, 1_010, 510), (.asleep, .asleep, 101, 51),
      (.unresponsive, .unresponsive, 101, 51), (.hang, .hung, 5_000, 5_000),
    ] as [(SimulatedFault, DeviceError.Code?, Int, Int)])
  @LoopActor func isBrokenAsTold(
    fault: SimulatedFault, code: DeviceError.Code?, read: Int, write: Int
  ) async {
    let device = device()
    device.fault = fault
    let probe = await timed { () throws(DeviceError) in try await device.probe() }
    #expect(probe.failure?.code == code)
    #expect(probe.time == .milliseconds(read))
    let set = await timed { () throws(DeviceError) in try await device.writeBrightness(70) }
    #expect(set.failure?.code == code)
    #expect(set.time == .milliseconds(write))
    #expect(device.reading.current == (code == nil ? 70 : 50))
    device.fault = .none
    let healed = await timed { () throws(DeviceError) in try await device.probe() }
    #expect(healed.failure == nil)
  }

  @Test @LoopActor func mayTakeNoChanges() async throws {
    let device = device()
    device.fault = .readonly
    let probe = await timed { () throws(DeviceError) in try await device.probe() }
    #expect(try probe.result?.get().current == 50)
    let write = await timed { () throws(DeviceError) in try await device.writeBrightness(70) }
    #expect(write.failure?.code == .failed)
    #expect(device.reading.current == 50)
    #expect(device.writes == 0)
  }

  @Test @LoopActor func hasButtons() {
    let device = device(50, of: 200)
    let seen = Values()
    device.onExternalChange = { seen.add($0) }
    device.press(BrightnessLevel(percent: 40, raw: 80))
    #expect(seen.values == [80])
    #expect(device.reading == BrightnessReading(current: 80, maximum: 200))
  }

  @Test @LoopActor func endsWithGone() async {
    let device = device()
    let pending = Outcome<Void>()
    LoopTask {
      do throws(DeviceError) {
        try await device.writeBrightness(70)
      } catch {
        pending.result = .failure(error)
      }
    }
    await clock.advance(by: .milliseconds(10))
    device.stop()
    await clock.advance(by: .milliseconds(100))
    #expect(pending.failure?.code == .gone)
    #expect(device.reading.current == 50)
    let later = await timed { () throws(DeviceError) in try await device.probe() }
    #expect(later.failure?.code == .gone)
    #expect(later.time == .zero)
  }
}

@LoopActor
private final class Outcome<Value: Sendable> {
  var time: Duration?
  var result: Result<Value, DeviceError>?

  var failure: DeviceError? {
    if case .failure(let error) = result { error } else { nil }
  }
}

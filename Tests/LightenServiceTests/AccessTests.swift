import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// Access that comes later than the monitor: after a plug, a wake and the session's return.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct AccessTests {
  @Test @LoopActor func aNewMonitorIsShownWhenAccessIsThere() async {
    let desk = Desk()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.display.start()
    await desk.pass(.seconds(2))
    #expect(desk.events.all == [])
    #expect(desk.display.state == .probing)
    desk.device.fault = nil
    await desk.pass(.milliseconds(500))
    #expect(desk.display.state == .ready)
    #expect(desk.display.isSettled)
    #expect(desk.events.all == [.settled(.ready)])
  }

  @Test @LoopActor func aDenialCountsAfterThreeSeconds() async {
    let desk = Desk()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.display.start()
    await desk.pass(.milliseconds(2_900))
    #expect(desk.display.state == .probing)
    await desk.pass(.milliseconds(300))
    #expect(desk.display.state == .unsupported)
    #expect(desk.display.isForbidden)
    #expect(desk.display.isSettled)
    let probes = desk.device.probes
    #expect(probes <= 12)
    // Then it is left alone.
    await desk.pass(.seconds(86_400))
    #expect(desk.device.probes == probes)
  }

  @Test @LoopActor func aDenialCountsAtOnceWhereNothingIsExpected() async {
    let desk = Desk()
    desk.device.fault = .permissionDenied
    desk.display.start()
    await desk.pass(FakeDevice.time)
    #expect(desk.display.state == .unsupported)
    #expect(desk.device.probes == 1)
  }

  @Test @LoopActor func aCallWaitsForAccess() async {
    let desk = await Desk.ready()
    let writes = desk.display.writes
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.set(60)
    await desk.pass(.seconds(1))
    desk.set(70)
    await desk.pass(.milliseconds(500))
    #expect(desk.answers.values.allSatisfy { $0 == nil })
    #expect(desk.events.all == [])
    desk.device.fault = nil
    desk.device.forgetCalls()
    await desk.pass(.seconds(1))
    #expect(desk.answers.values == [true, true])
    // Only the newest is written, and what was refused is not counted.
    #expect(desk.device.writes == [70])
    #expect(desk.display.writes == writes + 1)
    #expect(desk.display.state == .ready)
  }

  @Test @LoopActor func aFeatureWaitsForAccess() async throws {
    let desk = await Desk.ready()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    let reading = LoopTask { try? await desk.display.readFeature(0x12) }
    await desk.pass(.seconds(1))
    desk.device.fault = nil
    await desk.pass(.seconds(1))
    #expect(await reading.value == FeatureValue(current: 75, maximum: 100))
  }

  @Test @LoopActor func aCallIsRefusedWhenAccessDoesNotCome() async {
    let desk = await Desk.ready()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.set(60)
    await desk.pass(.milliseconds(3_200))
    #expect(desk.answers.errors == [.permissionDenied])
    // Later ones are not kept waiting, and nothing is kept.
    desk.set(61)
    await desk.pass(FakeDevice.time)
    #expect(desk.answers.errors == [.permissionDenied, .permissionDenied])
    desk.device.fault = nil
    desk.refresh()
    await desk.pass(.seconds(5))
    #expect(desk.device.reading.current == 50)
  }

  @Test @LoopActor func theWakeIsNotDisturbed() async {
    let desk = await Desk.asleep(raw: 50)
    desk.device.set(90)
    desk.device.fault = .permissionDenied
    desk.display.wake()
    await desk.pass(.milliseconds(2_500))
    #expect(desk.events.all == [.state(.probing)])
    desk.device.fault = nil
    await desk.pass(.seconds(3))
    #expect(desk.device.reading.current == 50)
    #expect(desk.events.all.prefix(2) == [.state(.probing), .state(.ready)])
  }

  @Test @LoopActor func unpluggedMeanwhile() async {
    let desk = await Desk.ready()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.set(60)
    await desk.pass(.seconds(1))
    desk.display.stop()
    await desk.pass(.zero)
    #expect(desk.answers.errors == [.gone])
  }

  @Test @LoopActor func asleepMeanwhile() async {
    let desk = await Desk.ready()
    desk.device.fault = .permissionDenied
    desk.display.expectAccess()
    desk.set(60)
    await desk.pass(.seconds(1))
    desk.suspend()
    await desk.pass(FakeDevice.time)
    #expect(desk.answers.errors == [.asleep])
    #expect(desk.suspended.values == [true])
    desk.device.fault = nil
    desk.display.wake()
    await desk.pass(.seconds(2))
    #expect(desk.device.reading.current == 60)
  }

  @Test @LoopActor func anotherDeviceIsAskedAtOnce() async {
    let desk = await Desk.ready()
    desk.display.expectAccess()
    let locked = UnavailableDevice(.permissionDenied)
    desk.display.replaceDevice(locked, Desk.description)
    desk.set(60)
    await desk.pass(.milliseconds(1_600))
    #expect(desk.answers.values.allSatisfy { $0 == nil })
    let device = FakeDevice(clock: desk.clock)
    desk.display.replaceDevice(device, Desk.description)
    await desk.pass(.milliseconds(200))
    #expect(desk.answers.values == [true])
    #expect(device.writes == [60])
  }

  /// A node that is not this user's yet.
  @Test @LoopActor func theNodeIsLookedAt() async throws {
    let folder = try TemporaryFolder()
    var looks = 0
    let device = UnavailableDevice(.permissionDenied, nodes: [folder.path(of: "i2c-5")]) {
      looks += 1
    }
    let error = await #expect(throws: DeviceError.self) { try await device.probe() }
    #expect(error == .permissionDenied)
    #expect(looks == 0)
    try folder.write("", to: "i2c-5")
    await #expect(throws: DeviceError.self) { try await device.probe() }
    #expect(looks == 1)
  }
}

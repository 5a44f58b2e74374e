import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport
import Testing

@testable import LightenService

/// A monitor that has just woken up may take a write and not keep it.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct LostWriteTests {
  @Test @LoopActor func writesAgainWhatTheMonitorLost() async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.lostWrites = 1
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == [50, 50])
    #expect(desk.device.reading.current == 50)
    #expect(
      desk.events.all == [.state(.probing), .state(.ready), .brightness(50, .restore, "")])
  }

  /// After each waking monitors are looked for anew, and those that are not ready are read; that
  /// does not tell yet whether a write was kept.
  @Test(arguments: [false, true])
  @LoopActor func writesAgainWhatTheMonitorLosesAfterAMoment(isLookedFor: Bool) async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.display.wake()
    await desk.pass(.milliseconds(10))
    if isLookedFor { desk.display.lookAgain() }
    await desk.pass(.milliseconds(500))
    #expect(desk.device.reading.current == 50)
    desk.device.set(80)
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 50)
    #expect(desk.device.writes == [50, 50])
    #expect(desk.events.brightness == [.brightness(50, .restore, "")])
    #expect(desk.display.restore == nil)
    #expect(desk.clock.untilNext == nil)
  }

  /// Also where it was asked for in the meantime, whatever the light asks for.
  @Test(arguments: [true, false])
  @LoopActor func writesAgainAWishThatTheMonitorLost(restores: Bool) async {
    let desk = await Desk.asleep()
    desk.display.restores = restores
    desk.events.percentToRestore = 30
    desk.set(70)
    await desk.pass(.zero)
    desk.device.lostWrites = 1
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.writes == [70, 70])
    #expect(desk.device.reading.current == 70)
    #expect(desk.events.brightness == [.brightness(70, .client, ":1.5")])
    #expect(desk.display.restore == nil)
    #expect(desk.clock.untilNext == nil)
  }

  @Test @LoopActor func hasItsWishAlready() async {
    let desk = await Desk.asleep()
    desk.set(70)
    await desk.pass(.zero)
    desk.device.set(70)
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.calls == [.probe])
    #expect(desk.display.level?.percent == 70)
    #expect(desk.display.restore == nil)
  }

  @Test @LoopActor func givesUpAfterFourWrites() async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.lostWrites = 100
    desk.display.wake()
    await desk.pass(.seconds(100))
    #expect(desk.device.writes == [50, 50, 50, 50])
    #expect(
      desk.events.brightness == [.brightness(50, .restore, ""), .brightness(80, .external, "")])
    #expect(desk.clock.untilNext == nil)
  }

  /// Each waking begins anew: what was tried before the sleep does not count.
  @Test @LoopActor func hasFourWritesAfterEachWaking() async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.lostWrites = 5
    desk.display.wake()
    await desk.pass(.milliseconds(2_300))
    #expect(desk.device.writes.count == 3)
    desk.suspend()
    await desk.pass(.seconds(10))
    desk.display.wake()
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == 50)
  }

  /// The restoring write may have been lost: what is asked for is not taken for done because of it.
  @Test(arguments: [50, 70]) @LoopActor func writesARequestForWhatMayHaveBeenLost(
    percent: Int
  ) async {
    let desk = await Desk.asleep()
    desk.device.set(80)
    desk.device.lostWrites = 2
    desk.display.wake()
    await desk.pass(.milliseconds(500))
    #expect(desk.device.writes == [50])
    // The second is as doubtful as the first.
    desk.set(percent)
    desk.set(percent)
    await desk.pass(.milliseconds(400))
    #expect(desk.answers.values == [true, true])
    #expect(desk.device.writes == [50, percent, percent])
    // The monitor lost what it was told last.
    desk.device.set(80)
    await desk.pass(.seconds(10))
    #expect(desk.device.reading.current == percent)
    #expect(desk.device.writes == [50, percent, percent, percent])
    #expect(desk.clock.untilNext == nil)
    // Afterwards it is as always.
    desk.set(percent)
    await desk.pass(.seconds(1))
    #expect(desk.answers.values == [true, true, true])
    #expect(desk.device.writes.count == 4)
  }
}

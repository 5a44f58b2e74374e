import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport

@testable import LightenService

/// One monitor with its controller, and what a test needs to look at both.
@LoopActor
final class Desk {
  let clock = ManualLoopClock()
  let device: FakeDevice
  let display: DisplayController
  let events = EventRecorder()
  let answers = Answers<Bool>()
  /// Whether each `suspend` is over.
  let suspended = Answers<Bool>()

  init(
    raw: Int = 50, maximum: Int = 100, limits: BrightnessLimits = .none,
    remembered: BrightnessLevel? = nil, writes: UInt64 = 0
  ) {
    device = FakeDevice(raw: raw, maximum: maximum, clock: clock)
    var record = DisplayRecord(number: 3, id: "DEL-A0C7-1", connector: "card0-DP-1")
    record.level = remembered
    record.writes = writes
    display = DisplayController(
      record: record, description: Self.description, device: device, limits: limits, clock: clock)
    display.delegate = events
  }

  /// A monitor that has been looked at and is ready; what happened until then is forgotten.
  static func ready(
    raw: Int = 50, maximum: Int = 100, limits: BrightnessLimits = .none
  ) async -> Desk {
    let desk = Desk(raw: raw, maximum: maximum, limits: limits)
    desk.display.start()
    await desk.pass(FakeDevice.time)
    desk.device.forgetCalls()
    desk.events.forget()
    return desk
  }

  /// A monitor that was ready and sleeps with the computer.
  static func asleep(raw: Int = 50, limits: BrightnessLimits = .none) async -> Desk {
    let desk = await ready(raw: raw, limits: limits)
    desk.suspend()
    await desk.pass(.zero)
    desk.device.forgetCalls()
    desk.events.forget()
    return desk
  }

  static let description = DisplayDescription(
    id: "DEL-A0C7-1", manufacturer: "Dell", model: "U2720Q", serial: "1",
    connector: "card0-DP-1", kind: .ddc, isInternal: false, sysPath: "")

  func pass(_ duration: Duration) async { await clock.advance(by: duration) }

  /// Asks for a brightness without waiting; the answer is the next in `answers`.
  func set(_ percent: Int, sender: String = ":1.5") {
    answers.ask { [display] () throws(DisplayError) in
      try await display.set(percent: percent, sender: sender)
    }
  }

  func add(_ difference: Int) {
    answers.ask { [display] () throws(DisplayError) in
      try await display.add(difference, sender: ":1.5")
    }
  }

  func fade(to percent: Int, over duration: Duration) {
    answers.ask { [display] () throws(DisplayError) in
      try await display.fade(to: percent, over: duration, sender: ":1.5")
    }
  }

  /// Reads everything again, without waiting.
  func refresh() { LoopTask { [display] in await display.refresh() } }

  /// The computer goes to sleep; the answer is the next in `suspended`.
  func suspend() {
    suspended.ask { [display] () throws(DisplayError) in
      await display.suspend()
      return true
    }
  }
}

import Glibc
import LightenCore
import Testing

@testable import LightenDevices

@Suite struct HIDLightReadingsTests {
  private static let source = "hid 2341:8036"
  private static let first = "/dev/hidraw1"
  private static let second = "/dev/hidraw2"
  private static let missing = "The light sensor hid 2341:8036 is not plugged in."
  private static let denied =
    "No permission for the light sensor at /dev/hidraw1: a udev rule must give it to you, see "
    + "60-lighten-light-sensor.rules."

  private func make() -> HIDLightReadings {
    HIDLightReadings(source: Self.source, interval: .seconds(1))
  }

  /// One that is plugged in, claimed, and being read.
  private func makeReading() -> HIDLightReadings {
    var readings = make()
    _ = readings.found([Self.first])
    #expect(readings.claim() == [.wait(.seconds(6)), .read(Self.first)])
    return readings
  }

  @Test func isNotPluggedInAtFirst() {
    let readings = make()
    #expect(readings.problem == Self.missing)
    #expect(readings.node == nil)
  }

  @Test func isReadWhileItIsThereAndClaimed() {
    var readings = make()
    #expect(readings.claim() == [])
    #expect(
      readings.found([Self.first]) == [
        .close, .note("the light sensor hid 2341:8036 is /dev/hidraw1"), .wait(.seconds(6)),
        .read(Self.first), .tellChange,
      ])
    #expect(readings.problem == nil)
    #expect(readings.claim() == [], "it is claimed already")
    #expect(
      readings.finished(.report(.level(47)), of: Self.first) == [
        .wait(.seconds(1)), .tellLevel(47),
      ])
    #expect(readings.timeIsUp() == [.wait(.seconds(6)), .read(Self.first)])
    #expect(readings.release() == [.waitNoMore, .close])
    // The reading that was under way is of no use.
    #expect(readings.finished(.report(.level(48)), of: Self.first) == [.close])
    #expect(readings.timeIsUp() == [])
  }

  @Test func isNotReadUnclaimed() {
    var readings = make()
    let actions = readings.found([Self.first])
    #expect(!actions.contains(.read(Self.first)))
    #expect(readings.timeIsUp() == [])
  }

  @Test(
    arguments: [
      (
        .report(.noSensor), false,
        "The device at /dev/hidraw1 says that it has no light sensor on it (-1): check its wiring."
      ),
      (
        .report(.invalid), true,
        "The light sensor at /dev/hidraw1 says that its data is invalid (-2)."
      ),
      (
        .report(.rubbish("4 5")), false,
        "The light sensor at /dev/hidraw1 sends no light level but “4 5”; check vendor_id and "
          + "product_id in lightend.conf."
      ),
      (.failure(.init(code: EACCES)), true, denied),
      (.failure(.init(code: EPERM)), true, denied),
      (
        .failure(.init(code: ENODEV)), true,
        "The light sensor at /dev/hidraw1 cannot be read: No such device."
      ),
    ] as [(HIDLightReadings.Reading, Bool, String)])
  func saysWhyAReadingFailed(
    reading: HIDLightReadings.Reading, closes: Bool, problem: String
  ) {
    var readings = makeReading()
    let actions = readings.finished(reading, of: Self.first)
    #expect(actions == (closes ? [.close] : []) + [.wait(.seconds(2)), .tellChange])
    #expect(readings.problem == problem)
    // The next level is the end of it.
    _ = readings.timeIsUp()
    #expect(
      readings.finished(.report(.level(0)), of: Self.first) == [
        .wait(.seconds(1)), .tellChange, .tellLevel(0),
      ])
    #expect(readings.problem == nil)
  }

  @Test func isAskedLaterAndLaterWhileItFails() {
    var readings = makeReading()
    for seconds in [2, 4, 8, 16, 32, 60, 60] {
      #expect(
        readings.finished(.report(.noSensor), of: Self.first) == [
          .wait(.seconds(seconds)), .tellChange,
        ])
      #expect(readings.timeIsUp() == [.wait(.seconds(6)), .read(Self.first)])
    }
    // From the first wait again once it works.
    _ = readings.finished(.report(.level(1)), of: Self.first)
    _ = readings.timeIsUp()
    #expect(readings.finished(.report(.noSensor), of: Self.first).first == .wait(.seconds(2)))
  }

  @Test func isAskedAtOnceWhenItsPermissionsChange() {
    var readings = makeReading()
    #expect(readings.found([Self.first]) == [], "nothing is wrong with it")
    _ = readings.finished(.failure(.init(code: EACCES)), of: Self.first)
    #expect(readings.found([Self.first]) == [.wait(.seconds(6)), .read(Self.first)])
    #expect(
      readings.finished(.failure(.init(code: EACCES)), of: Self.first) == [
        .close, .wait(.seconds(2)), .tellChange,
      ], "and the waits are short again")
  }

  @Test func saysOnceThatItHangs() {
    let hangs = "The light sensor at /dev/hidraw1 does not answer."
    var readings = makeReading()
    #expect(readings.timeIsUp() == [.tellChange])
    #expect(readings.problem == hangs)
    #expect(readings.timeIsUp() == [])
    // An answer after all.
    #expect(
      readings.finished(.report(.level(3)), of: Self.first) == [
        .wait(.seconds(1)), .tellChange, .tellLevel(3),
      ])
  }

  /// Who claims while an earlier reading hangs hears of it in time.
  @Test func saysThatItHangsToALaterClaim() {
    var readings = makeReading()
    _ = readings.release()
    #expect(
      readings.claim() == [.wait(.seconds(6))], "two readings at once would disturb each other")
    #expect(readings.timeIsUp() == [.tellChange])
    #expect(readings.problem == "The light sensor at /dev/hidraw1 does not answer.")
  }

  @Test func isUnpluggedWhileItIsRead() {
    var readings = makeReading()
    #expect(readings.found([]) == [.close, .waitNoMore, .tellChange])
    #expect(readings.problem == Self.missing)
    #expect(readings.node == nil)
    #expect(readings.finished(.failure(.init(code: ENODEV)), of: Self.first) == [.close])
    #expect(readings.problem == Self.missing, "this is the reason")
  }

  @Test func isReplacedWhileItIsRead() {
    var readings = makeReading()
    #expect(
      readings.found([Self.second]) == [
        .close, .note("the light sensor hid 2341:8036 is /dev/hidraw2"), .wait(.seconds(6)),
        .tellReplacement,
      ])
    // The one that hangs is the one that was being read.
    #expect(readings.timeIsUp() == [.tellChange])
    #expect(readings.problem == "The light sensor at /dev/hidraw1 does not answer.")
    #expect(
      readings.finished(.report(.level(3)), of: Self.first) == [
        .close, .wait(.seconds(6)), .read(Self.second),
      ])
    #expect(
      readings.finished(.report(.level(4)), of: Self.second) == [
        .wait(.seconds(1)), .tellChange, .tellLevel(4),
      ])
  }

  @Test func keepsTheOneThatIsUsed() {
    var readings = make()
    let warning = HIDLightReadings.Action.warn(
      "2 devices are a light sensor hid 2341:8036: /dev/hidraw1, /dev/hidraw2; /dev/hidraw2 is "
        + "used. Unplug the others.")
    _ = readings.found([Self.second])
    #expect(readings.found([Self.first, Self.second]) == [warning])
    #expect(readings.node == Self.second)
    #expect(readings.found([Self.first, Self.second]) == [], "once is enough")
    #expect(
      readings.found([Self.first]) == [
        .close, .note("the light sensor hid 2341:8036 is /dev/hidraw1"), .tellReplacement,
      ])
    #expect(readings.found([Self.first, "/dev/hidraw3"]).count == 1, "these are others")
  }
}

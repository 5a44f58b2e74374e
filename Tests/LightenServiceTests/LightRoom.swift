import GLibKit
import LightenCore
import LightenDevices
import LoopTestSupport

@testable import LightenService

/// A room with a light sensor and monitors that may follow it, wired as the display manager does.
///
/// The light is raw and most curves are straight, so that percentages are easy to see.
@LoopActor
final class LightRoom {
  let clock = ManualLoopClock()
  let sensor = FakeLightSensor()
  let meter: LightMeter
  let store: StateStore
  let automatic: AutomaticBrightness
  let answers = Answers<Bool>()
  /// The monitors by number.
  private(set) var displays: [DisplayController] = []
  private(set) var devices: [FakeDevice] = []
  /// Every change of brightness: “number: percent origin”.
  private(set) var changes: [String] = []
  /// How often another curve or baseline was told.
  private(set) var curveChanges = 0
  private let folder: TemporaryFolder

  /// Percent as the light is.
  static let straight: [(Double, Int)] = [(0, 0), (100, 100)]

  init(light: Double?, _ adjust: (inout Parameters) -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    meter = LightMeter(clock: clock)
    store = StateStore(path: folder.path(of: "state"), clock: clock)
    automatic = AutomaticBrightness(meter: meter, store: store, clock: clock)
    automatic.onCurveChange = { [weak self] _ in self?.curveChanges += 1 }
    sensor.unit = .raw
    sensor.light = light
    meter.use(sensor)
    set(adjust)
  }

  /// What is on the disk; nothing is unless the store was started.
  func saved() async throws -> SavedState {
    await store.flush()
    return try SavedState(text: try Files.text(at: folder.path(of: "state")))
  }

  /// Other parameters than the defaults count from now on.
  func set(_ adjust: (inout Parameters) -> Void) {
    var parameters = Parameters()
    adjust(&parameters)
    automatic.apply(parameters)
  }

  /// Plugs a monitor in that has 50 percent; its number is the next.
  func plug(
    auto: Bool = true, curve: [(Double, Int)] = [], limits: BrightnessLimits = .none,
    kind: DisplayKind = .ddc, isInternal: Bool = false, remembered: BrightnessLevel? = nil,
    baseline: Int = 0
  ) {
    let device = FakeDevice(clock: clock)
    var record = DisplayRecord(number: displays.count, id: "id-\(displays.count)", connector: "")
    record.isAuto = auto
    record.level = remembered
    record.baseline = baseline
    record.curves[.raw] = LightCurve(
      unit: .raw, points: curve.map { LightPoint(light: $0.0, percent: $0.1) })
    store.change { $0.records[record.number] = record }
    let display = DisplayController(
      record: record,
      description: DisplayDescription(
        id: record.id, manufacturer: "", model: "", serial: "", connector: "", kind: kind,
        isInternal: isInternal, sysPath: ""),
      device: device, limits: limits, clock: clock)
    display.delegate = self
    displays.append(display)
    devices.append(device)
    automatic.add(display)
    display.start()
  }

  func unplug(_ number: Int) {
    automatic.remove(displays[number])
    displays[number].stop()
  }

  /// Switches automatic brightness.
  func setAuto(_ number: Int, _ isOn: Bool) {
    displays[number].isAuto = isOn
    automatic.changed(displays[number])
  }

  /// Lets time pass; what was saved is on the disk afterwards.
  func pass(_ duration: Duration) async {
    await clock.advance(by: duration)
    await store.flush()
  }

  /// The user sets a brightness.
  func user(_ number: Int, sets percent: Int) {
    let display = displays[number]
    answers.ask { () throws(DisplayError) in
      try await display.set(percent: percent, sender: ":1.5")
    }
  }

  func restore(_ number: Int) {
    let display = displays[number]
    answers.ask { [automatic] () throws(DisplayError) in try await automatic.restore(display) }
  }

  func normalize(_ number: Int) {
    let display = displays[number]
    answers.ask { [automatic] () throws(DisplayError) in try await automatic.normalize(display) }
  }

  /// The computer goes to sleep.
  func suspend() {
    for display in displays { LoopTask { await display.suspend() } }
  }

  func wake() {
    for display in displays { display.wake() }
  }

  /// What each monitor has.
  var brightness: [Int] { devices.map(\.reading.current) }

  /// How often each was written.
  var writes: [Int] { devices.map(\.writes.count) }

  /// What was learned for a monitor: “light:percent”.
  func learned(_ number: Int) -> [String] {
    automatic.curve(of: displays[number]).points.map { "\($0.light):\($0.percent)" }
  }

  func forget() {
    changes = []
    for device in devices { device.forgetCalls() }
  }
}

extension LightRoom: DisplayControllerDelegate {
  func displaySettled(_ display: DisplayController) { automatic.changed(display) }
  func displayChangedState(_ display: DisplayController) { automatic.changed(display) }
  func displayChangedAbilities(_ display: DisplayController) { automatic.changed(display) }
  func displayChangedBrightness(
    _ display: DisplayController, origin: BrightnessOrigin, sender: String
  ) {
    changes.append("\(display.number): \(display.level?.percent ?? -1) \(origin)")
    automatic.changedByItself(display)
  }
  func displayReached(_ display: DisplayController, _ target: BrightnessTarget) {
    automatic.reached(display, target)
  }
  func percentToRestore(_ display: DisplayController) -> Int? {
    automatic.percentToRestore(display)
  }
  func displayRestored(_ display: DisplayController) { automatic.changed(display) }
  func displayChangedFeature(_ display: DisplayController, _ code: UInt8, _ value: UInt16) {}
  func displayWrote(_ display: DisplayController) {}
}

extension LightRoom {
  /// A room with a monitor that follows a straight curve and has found its brightness.
  static func following(
    light: Double? = 20, curve: [(Double, Int)] = LightRoom.straight,
    limits: BrightnessLimits = .none, _ adjust: (inout Parameters) -> Void = { _ in }
  ) async throws -> LightRoom {
    let room = try LightRoom(light: light, adjust)
    room.plug(curve: curve, limits: limits)
    await room.pass(.seconds(10))
    room.forget()
    room.sensor.forgetCalls()
    return room
  }
}

import GLibKit
import LightenCore
import LightenDevices

/// Lets displays follow the light, each by its own curve.
@LoopActor
final class AutomaticBrightness {
  /// How long a panel takes to its next brightness; a DDC/CI monitor gets one write instead.
  private static let panelFade: Duration = .milliseconds(500)

  /// Measures the light.
  let meter: LightMeter
  let store: StateStore
  let clock: any LoopClock
  private(set) var parameters = Parameters()
  private var schedule: RestoreSchedule?
  private var scheduleTimer: (any LoopTimer)?
  private(set) var followed: [Int: FollowedDisplay] = [:]

  /// Called when the points or the baseline of a display are others.
  var onCurveChange: (@LoopActor (DisplayController) -> Void)?
  /// Called when the light in the room is another, or the sensor is.
  var onLightChange: (@LoopActor (_ isLevel: Bool) -> Void)?

  /// Follows what `meter` measures; waits on `clock`.
  init(meter: LightMeter, store: StateStore, clock: any LoopClock) {
    self.meter = meter
    self.store = store
    self.clock = clock
    meter.onReading = { [weak self] in self?.lightRead($0) }
    meter.onLevelChange = { [weak self] in self?.onLightChange?(true) }
    meter.onSensorChange = { [weak self] in
      self?.updateNeed()
      self?.onLightChange?(false)
    }
  }

  /// Other parameters count from now on.
  func apply(_ parameters: Parameters) {
    self.parameters = parameters
    meter.interval = .seconds(parameters.sensorInterval)
    for display in followed.values { display.follower.parameters = parameters }
    schedule = nil
    updateNeed()
  }

  /// A display came.
  func add(_ display: DisplayController) {
    followed[display.number] = FollowedDisplay(display, parameters: parameters)
    updateNeed()
  }

  /// A display is gone.
  func remove(_ display: DisplayController) {
    followed.removeValue(forKey: display.number)?.stop()
    updateNeed()
  }

  /// Ends everything.
  func stop() {
    for display in followed.values { display.stop() }
    followed = [:]
    meter.use(nil)
    updateNeed()
  }

  /// A display's state or abilities are others, or automatic brightness was switched.
  func changed(_ display: DisplayController) {
    guard let entry = followed[display.number] else { return }
    updateNeed()
    if !display.isAuto {
      entry.isBack = false
    } else if display.state == .asleep || display.state == .probing {
      entry.isBack = true
    }
    if entry.needsLight {
      look(at: entry)
    } else {
      entry.lookTimer?.cancel()
      entry.lookTimer = nil
      // What the light is when it follows again counts anew.
      entry.follower = LightFollower(parameters: parameters)
    }
  }

  /// The percentage that was learned for the present light, nil without light or lesson.
  func learnedPercent(_ display: DisplayController, in light: Double) -> Int? {
    learnedPercents(display, in: [light])[0]
  }

  /// The same for many lights.
  func learnedPercents(_ display: DisplayController, in lights: [Double]) -> [Int?] {
    curve(of: display).percents(at: lights, maxDeviation: parameters.maxDeviation)
      .map { $0.map(display.limits.clamp) }
  }

  /// The percentage that a display shall have when it comes back: nil for the one that it had.
  func percentToRestore(_ display: DisplayController) -> Int? {
    guard display.isAuto, let light = meter.presentLevel else { return nil }
    followed[display.number]?.follower.decided(for: light, at: clock.now, wrote: false)
    followed[display.number]?.isBack = false
    return percentAtReturn(display, light)
  }

  /// Sets what was learned for the present light; false when there is none or nothing was.
  func restore(_ display: DisplayController) async throws(DisplayError) -> Bool {
    guard let light = await meter.measure(), let percent = learnedPercent(display, in: light) else {
      return false
    }
    return try await give(display, percent, for: light)
  }

  /// Sets what is computed from the present light; false when there is none.
  func normalize(_ display: DisplayController) async throws(DisplayError) -> Bool {
    guard let light = await meter.measure() else { return false }
    return try await give(display, normalPercent(display, in: light), for: light)
  }

  /// The curve of a display in the sensor's unit.
  func curve(of display: DisplayController) -> LightCurve {
    store.state.records[display.number]?.curves[meter.unit] ?? LightCurve(unit: meter.unit)
  }

  /// How much brighter than normalized the user wants a display, percent points.
  func baseline(of display: DisplayController) -> Int {
    store.state.records[display.number]?.baseline ?? 0
  }

  private func normalPercent(_ display: DisplayController, in light: Double) -> Int {
    let normalization = Normalization(parameters)
    return display.limits.clamp(
      normalization.percent(for: light, baseline: baseline(of: display)))
  }

  /// The percentage that `auto_normalize` chooses for a display that is back.
  private func percentAtReturn(_ display: DisplayController, _ light: Double) -> Int? {
    parameters.autoNormalize
      ? normalPercent(display, in: light) : learnedPercent(display, in: light)
  }

  private func give(
    _ display: DisplayController, _ percent: Int, for light: Double
  ) async throws(DisplayError) -> Bool {
    followed[display.number]?.follower.decided(for: light, at: clock.now, wrote: true)
    return try await display.set(percent: percent, origin: .restore)
  }

  private func lightRead(_ level: Double) {
    for entry in followed.values where entry.isFollowing { look(at: entry) }
    beginSchedule()
  }

  /// Decides whether a display follows the light that there is now.
  func look(at entry: FollowedDisplay) {
    entry.lookTimer?.cancel()
    entry.lookTimer = nil
    guard entry.isFollowing, let light = meter.presentLevel else { return }
    switch entry.follower.observe(light, at: clock.now) {
    case .stay: return
    case .lookAgain(let time):
      entry.lookTimer = clock.schedule(after: time - clock.now) { [weak self, weak entry] in
        if let entry { self?.look(at: entry) }
      }
    case .follow: follow(entry, light)
    }
  }

  private func follow(_ entry: FollowedDisplay, _ light: Double) {
    let display = entry.display
    let percent =
      entry.isBack ? percentAtReturn(display, light) : learnedPercent(display, in: light)
    entry.isBack = false
    let isChange = percent != nil && percent != display.targetPercent
    entry.follower.decided(for: light, at: clock.now, wrote: isChange)
    guard let percent, isChange else { return }
    Log.debug("display \(display.number): \(percent)% for the light \(light)")
    LoopTask {
      // What fails is in the display's state, and its wish is kept there.
      if display.description.kind == .panel || display.description.isInternal {
        _ = try? await display.fade(
          to: percent, over: Self.panelFade, origin: .auto, sender: "")
      } else {
        _ = try? await display.set(percent: percent, origin: .auto)
      }
    }
  }

  /// Measures only while a display follows.
  func updateNeed() {
    let isNeeded = followed.values.contains { $0.needsLight }
    meter.isNeeded = isNeeded
    if !isNeeded {
      schedule = nil
      scheduleTimer?.cancel()
      scheduleTimer = nil
    }
  }

  // MARK: The comparison from time to time

  private func beginSchedule() {
    guard schedule == nil, meter.isNeeded, let light = meter.presentLevel else { return }
    schedule = RestoreSchedule(parameters: parameters, light: light)
    waitForInterval()
  }

  private func waitForInterval() {
    scheduleTimer?.cancel()
    scheduleTimer = clock.schedule(after: .seconds(parameters.restoreInterval)) { [weak self] in
      self?.intervalEnded()
    }
  }

  private func intervalEnded() {
    guard let light = meter.presentLevel else {
      schedule = nil
      return
    }
    if schedule?.intervalEnded(light: light) == true {
      let isRecent: (FollowedDisplay) -> Bool = { [clock] in
        $0.follower.hasRecentlyChanged(at: clock.now)
      }
      for entry in followed.values where entry.isFollowing && !isRecent(entry) {
        follow(entry, light)
      }
    }
    waitForInterval()
  }
}

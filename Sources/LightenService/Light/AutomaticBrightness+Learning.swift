import GLibKit
import LightenCore

/// Learning from the user: what was set, in which light, once it has stood.
extension AutomaticBrightness {
  /// A brightness is learned when it has stood for so long; the predecessor's (jcrd/lighten,
  /// lightend/debouncer.py).
  private static let standingTime: Duration = .seconds(3)

  /// A display has a brightness that somebody wanted.
  func reached(_ display: DisplayController, _ target: BrightnessTarget) {
    guard let entry = followed[display.number] else { return }
    entry.cancelLesson()
    // The light may have changed while it was left alone for a fade.
    if target.origin == .fade { look(at: entry) }
    // What was asked for some time ago was asked for in another light.
    guard target.origin == .client, !target.isLate else { return }
    if entry.needsLight, let light = meter.presentLevel {
      entry.follower.decided(for: light, at: clock.now, wrote: false)
    }
    begin(entry, target.level.percent)
  }

  /// A display's brightness changed in another way than by a target.
  func changedByItself(_ display: DisplayController) {
    followed[display.number]?.cancelLesson()
  }

  /// Forgets the point nearest to a light; false when there is none near.
  func forget(_ display: DisplayController, near light: Double) -> Bool {
    var curve = curve(of: display)
    let reach = Double(max(parameters.saveFidelity, 1))
    guard curve.forget(near: light, reach: reach) else { return false }
    keep(curve, display)
    return true
  }

  /// Forgets everything that was learned for a display.
  func forgetAll(_ display: DisplayController) {
    followed[display.number]?.cancelLesson()
    store.change(isUrgent: true) { state in
      state.records[display.number]?.curves = [:]
      state.records[display.number]?.baseline = 0
    }
    onCurveChange?(display)
  }

  private func begin(_ entry: FollowedDisplay, _ percent: Int) {
    let timer = clock.schedule(after: Self.standingTime) { [weak self, weak entry] in
      guard let self, let entry else { return }
      entry.lesson?.hasStood = true
      self.learnIfReady(entry)
    }
    entry.lesson = FollowedDisplay.Lesson(percent: percent, timer: timer)
    LoopTask { [weak self, weak entry] in
      let light = await self?.meter.measure()
      guard let self, let entry, entry.lesson?.light == nil else { return }
      guard let light else {
        entry.cancelLesson()
        return
      }
      entry.lesson?.light = (light, self.meter.unit)
      self.learnIfReady(entry)
    }
  }

  private func learnIfReady(_ entry: FollowedDisplay) {
    guard let lesson = entry.lesson, lesson.hasStood, let light = lesson.light else { return }
    entry.cancelLesson()
    guard light.unit == meter.unit else { return }
    let display = entry.display
    var curve = curve(of: display)
    curve.learn(
      LightPoint(light: light.level, percent: lesson.percent), fidelity: parameters.saveFidelity)
    let baseline = Normalization(parameters).baseline(for: light.level, percent: lesson.percent)
    store.change { $0.records[display.number]?.baseline = baseline }
    Log.notice(
      "display \(display.number), \(display.name): learned \(lesson.percent)% for the light "
        + "\(light.level)", ["DISPLAY": "\(display.number)"])
    keep(curve, display)
    look(at: entry)
  }

  private func keep(_ curve: LightCurve, _ display: DisplayController) {
    store.change(isUrgent: true) { $0.records[display.number]?.curves[curve.unit] = curve }
    onCurveChange?(display)
  }
}

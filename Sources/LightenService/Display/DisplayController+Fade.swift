import GLibKit
import LightenCore

/// A fade that is under way.
struct ActiveFade {
  let fade: Fade
  let start: Duration
  let origin: BrightnessOrigin
  let sender: String
  let waiter: DisplayController.Waiter
  var timer: (any LoopTimer)?
}

extension DisplayController {
  /// Moves to a brightness in even steps; returns when it is there or a later request is done.
  func fade(
    to percent: Int, over duration: Duration, origin: BrightnessOrigin = .fade, sender: String
  ) async throws(DisplayError) -> Bool {
    _ = try controllable()
    let start = (requests.newest ?? wish)?.level.percent ?? level?.percent ?? 0
    // The monitor's own buttons may have left the limits; a fade begins inside.
    let fade = Fade(from: limits.clamp(start), to: limits.clamp(percent), over: duration)
    return try await withCheckedContinuation { waiter in
      let earlier = endFade()
      // Who waited for an earlier fade waits for this one's first step.
      if let earlier { requests.submit(target(start, .fade, sender), [earlier]) }
      restore = nil
      wish = nil
      guard !isSuspended else {
        submit(target(fade.end, origin, sender), [waiter])
        return
      }
      self.fade = ActiveFade(
        fade: fade, start: clock.now, origin: origin, sender: sender, waiter: waiter)
      step()
    }.get()
  }

  /// Whether a client's fade is under way.
  var isFadedByClient: Bool { fade?.origin == .fade }

  /// Where the fade under way ends, nil when there is none.
  var fadeEnd: BrightnessTarget? {
    fade.map { target($0.fade.end, $0.origin, $0.sender) }
  }

  /// Ends the fade under way; returns who waits for it.
  func endFade() -> Waiter? {
    guard let active = fade else { return nil }
    active.timer?.cancel()
    fade = nil
    return active.waiter
  }

  private func step() {
    guard let active = fade else { return }
    let elapsed = clock.now - active.start
    let target = target(
      active.fade.percent(after: elapsed), active.origin, active.sender)
    guard let next = active.fade.nextStep(after: elapsed, pace: device.fadePace) else {
      fade = nil
      requests.submit(target, [active.waiter])
      pump()
      return
    }
    if target.level.raw != (requests.newest?.level ?? level)?.raw {
      requests.submit(target, [])
    }
    fade?.timer = clock.schedule(after: next - elapsed) { [weak self] in self?.step() }
    pump()
  }

  private func target(
    _ percent: Int, _ origin: BrightnessOrigin, _ sender: String
  ) -> BrightnessTarget {
    let scale = scale ?? BrightnessScale(rawMaximum: 100)
    return BrightnessTarget(
      level: scale.level(percent: percent), origin: origin, sender: sender)
  }
}

import GLibKit
import LightenCore
import LightenDevices

/// A display that was away gets its brightness back: the next reading is compared with this.
struct PendingRestore {
  /// What it had.
  let level: BrightnessLevel
  /// How often it was written since.
  var attempts = 0
  /// Whether somebody asked for it meanwhile; then neither the light nor the config counts.
  var isWish = false
  /// When it is read to see whether the monitor kept it, nil while it was not written.
  var verification: Duration?
}

extension DisplayController {
  /// A monitor that has just woken up may take a write and lose it; this often it is repeated.
  private static let mostRestoreAttempts = 4
  /// So long after a restoring write the monitor is read, to see whether it kept it.
  private static let verificationDelay: Duration = .seconds(1)

  /// What is kept for the next time: what was asked for, also while it is being written.
  var levelToKeep: BrightnessLevel? {
    (fadeEnd ?? requests.newest ?? wish)?.level ?? restore?.level ?? level ?? remembered
  }

  /// The brightness that it has or is about to have, percent; nil while it is not known.
  var targetPercent: Int? {
    (fadeEnd ?? requests.newest ?? wish)?.level.percent ?? level?.percent
  }

  /// The display goes away for a while: what it has now is put back afterwards.
  func expectRestore() {
    if restore == nil, let level = levelToKeep {
      restore = PendingRestore(level: level)
    }
  }

  /// What to write now that the display is back and has `present`, nil when all is well.
  func restoreTarget(_ present: BrightnessLevel) -> BrightnessTarget? {
    guard let pending = restore, let scale else { return nil }
    // One that is left as it is follows the light later, like any other.
    let chosen = restores && !pending.isWish ? delegate?.percentToRestore(self) : nil
    let percent = limits.clamp(chosen ?? pending.level.percent)
    let wanted = scale.level(percent: percent)
    let isThere = wanted.raw == present.raw || percent == present.percent
    if isThere, let due = pending.verification, patience.now < due {
      // Somebody else had it read: too soon to tell.
      verify(at: due)
      return nil
    }
    let mayWrite = (restores || pending.isWish) && requests.isEmpty
    guard mayWrite, !isThere, pending.attempts < Self.mostRestoreAttempts else {
      if !isThere, pending.attempts > 0 {
        Log.warning(
          "display \(number), \(name), does not keep \(percent)%: it is at \(present.percent)%",
          ["DISPLAY": "\(number)"])
      }
      restore = nil
      delegate?.displayRestored(self)
      return nil
    }
    restore?.attempts += 1
    return BrightnessTarget(level: wanted, origin: .restore, sender: "", mustWrite: true)
  }

  /// After a write to a display that was away: looks whether the monitor kept it.
  func verifyRestore(_ target: BrightnessTarget) {
    if target.isLate || target.isDoubtful, requests.waiting == nil {
      restore = PendingRestore(level: target.level, attempts: 1, isWish: true)
    }
    guard restore != nil else { return }
    let due = patience.now + Self.verificationDelay
    restore?.verification = due
    verify(at: due)
  }

  private func verify(at due: Duration) {
    retryTimer?.cancel()
    retryTimer = patience.schedule(after: due - patience.now) { [weak self] in
      self?.enqueue(.probe, nil)
    }
  }
}

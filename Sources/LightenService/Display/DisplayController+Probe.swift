import GLibKit
import LightenCore
import LightenDevices

extension DisplayController {
  /// How long a monitor that was switched off and on again may be left as it came back.
  static let standbyInterval: Duration = .seconds(15)

  /// Reads everything from the hardware again; returns when that is done, well or not.
  func refresh() async {
    if isStopped || isSuspended { return }
    retries.reset()
    _ = await withCheckedContinuation { enqueue(.probe, $0) }
  }

  /// Something happened that may have woken the monitor or given access to it.
  func lookAgain() {
    if !isStopped, !isSuspended, state != .ready { probeAnew() }
  }

  /// Probes now, with all the patience that there is.
  func probeAnew() {
    retries.reset()
    retryTimer?.cancel()
    enqueue(.probe, nil)
  }

  /// Asks the device what the monitor can do and how bright it is.
  func probe(_ device: any DisplayDevice) async throws(DeviceError) {
    let reading = try await device.probe()
    guard device === self.device else { throw .replaced }
    if !isStopped { adopt(reading) }
  }

  /// The first look, or a later one, brought nothing.
  func probeFailed(_ error: DeviceError) {
    deviceFailed(error)
    if isWaking {
      settle()
      return
    }
    if error.code == .unsupported || error.code == .permissionDenied || error.code == .failed {
      loseControl(error)
    }
    settle()
  }

  /// The monitor answered an attempt to control it.
  func becameReady() {
    retries.reset()
    isWaking = false
    retryTimer?.cancel()
    retryTimer = nil
    change(.ready, "")
  }

  /// The monitor did not do what it was told.
  func deviceFailed(_ error: DeviceError) {
    if retryWaking(after: error) { return }
    switch error.code {
    case .unresponsive, .hung, .interrupted: change(.unresponsive, error.message)
    case .asleep, .disconnected:
      expectRestore()
      change(error.code == .asleep ? .asleep : .unresponsive, error.message)
    // Not the monitor's state: it does not have that feature, or does not take that value.
    case .unsupported, .permissionDenied, .failed, .gone: return
    }
    retryTimer?.cancel()
    // Some attempts, then no more: asking forever would keep a monitor from sleeping. An event, a
    // request or Refresh starts them anew.
    guard let delay = retries.wait() else {
      waitForStandbyToEnd()
      return
    }
    retryTimer = patience.schedule(after: delay) { [weak self] in self?.enqueue(.probe, nil) }
  }

  /// The kernel sends no event when a monitor is switched on again, but it knows: it is asked now
  /// and then, which the monitor does not notice.
  private func waitForStandbyToEnd() {
    guard state == .asleep, device.isInStandby else { return }
    retryTimer = patience.schedule(after: Self.standbyInterval) { [weak self] in
      guard let self else { return }
      if device.isInStandby { waitForStandbyToEnd() } else { probeAnew() }
    }
  }

  /// Nobody sees the display before `work` has ended, or has taken too long.
  func settle(after work: LoopTask<Void>?) {
    guard let work else { return }
    isHeld = true
    LoopTask { [self] in
      _ = await work.value(within: Self.settleTime, on: clock)
      isHeld = false
      if isLookedAt { settle() }
    }
  }

  /// The first look is over, or has taken too long.
  func settle() {
    settleTimer?.cancel()
    guard !isSettled, !isStopped else { return }
    isLookedAt = true
    guard !isHeld else { return }
    isSettled = true
    delegate?.displaySettled(self)
    releaseSettleWaiters()
  }

  /// Waits until the first look is over.
  func waitUntilSettled() async {
    if !isSettled && !isStopped { await withCheckedContinuation { settleWaiters.append($0) } }
  }

  func releaseSettleWaiters() {
    let waiters = settleWaiters
    settleWaiters = []
    for waiter in waiters { waiter.resume() }
  }

  private func adopt(_ reading: BrightnessReading) {
    let scale = BrightnessScale(rawMaximum: reading.maximum)
    let isNew = self.scale != scale
    let old = level
    self.scale = scale
    let new = scale.level(raw: reading.current, remembered: remembered)
    becameReady()
    let isRepeated = (restore?.attempts ?? 0) > 0
    let target = takeWish() ?? restoreTarget(new)
    if let target, target.level.raw == new.raw, old != nil, requests.isEmpty {
      // What seemed to have failed had arrived after all.
      if isNew && isSettled { delegate?.displayChangedAbilities(self) }
      settle()
      changeLevel(target.level, origin: target.origin, sender: target.sender)
      delegate?.displayReached(self, target)
      if restore != nil {
        restore = nil
        delegate?.displayRestored(self)
      }
      return
    }
    if old == nil || (target != nil && !isRepeated) || !requests.isEmpty {
      // The first reading is no change, and one that is overwritten at once is none for anybody.
      // Nor is a write that the monitor lost: it was announced and is done again.
      level = new
      remembered = new
    }
    if isNew && isSettled { delegate?.displayChangedAbilities(self) }
    if let target {
      // What is put back comes first: whoever sees the display shall see it as it will be.
      if target.origin != .restore { settle() }
      submit(target, [])
    } else {
      settle()
      if requests.isEmpty { changeLevel(new, origin: .external, sender: "") }
    }
  }

  private func takeWish() -> BrightnessTarget? {
    defer { wish = nil }
    guard var target = wish else { return nil }
    target.isLate = true
    // The limits may be others since.
    let allowed = limits.clamp(target.level.percent)
    if allowed != target.level.percent, let scale {
      target.level = scale.level(percent: allowed)
    }
    return target
  }

  private func loseControl(_ error: DeviceError) {
    isForbidden = error.code == .permissionDenied
    change(.unsupported, error.message)
    guard scale != nil else { return }
    scale = nil
    level = nil
    delegate?.displayChangedAbilities(self)
  }

  func change(_ state: DisplayState, _ reason: String) {
    guard self.state != state || self.reason != reason else { return }
    self.state = state
    self.reason = reason
    if isSettled { delegate?.displayChangedState(self) }
  }
}

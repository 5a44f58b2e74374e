import GLibKit
import LightenCore
import LightenDevices

extension DisplayController {
  /// Sets the brightness; returns true when the monitor took it or a later one.
  func set(
    percent: Int, origin: BrightnessOrigin = .client, sender: String = ""
  ) async throws(DisplayError) -> Bool {
    let scale = try controllable()
    return try await request(scale.level(percent: limits.clamp(percent)), origin, sender)
  }

  /// Changes the brightness by percent points, from what was last asked for.
  func add(_ difference: Int, sender: String) async throws(DisplayError) -> Bool {
    let scale = try controllable()
    let start = (requests.newest ?? wish)?.level ?? level ?? BrightnessLevel(percent: 0, raw: 0)
    return try await request(
      scale.level(adding: difference, to: start, limits: limits), .client, sender)
  }

  /// Sets the brightness to a value of the hardware's, within the limits.
  func set(raw: Int, sender: String) async throws(DisplayError) -> Bool {
    let scale = try controllable()
    let wanted = scale.level(raw: raw)
    let allowed = limits.clamp(wanted.percent)
    let level = allowed == wanted.percent ? wanted : scale.level(percent: allowed)
    return try await request(level, .client, sender)
  }

  private func request(
    _ level: BrightnessLevel, _ origin: BrightnessOrigin, _ sender: String
  ) async throws(DisplayError) -> Bool {
    let target = BrightnessTarget(level: level, origin: origin, sender: sender)
    return try await withCheckedContinuation { submit(target, [$0]) }.get()
  }

  /// Puts a target in the queue; it ends a fade, whose caller waits for the target from now on.
  func submit(_ target: BrightnessTarget, _ waiters: [Waiter]) {
    let faded = endFade()
    var target = target
    if !target.mustWrite {
      // A restoring write may have been lost; this one shall not be taken for done because of it.
      target.isDoubtful =
        (restore?.attempts ?? 0) > 0 || requests.newest?.isDoubtful == true
      restore = nil
    }
    if isSuspended {
      // What is put back is compared anew when it wakes.
      if !target.mustWrite { wish = target }
      for waiter in waiters + (faded.map { [$0] } ?? []) {
        waiter.resume(returning: .failure(Self.computerSleeps))
      }
      return
    }
    wish = nil
    // Somebody wants it: a reason to look for the monitor with all patience again.
    if state != .ready { retries.reset() }
    requests.submit(target, waiters + (faded.map { [$0] } ?? []))
    pump()
  }

  /// The scale, or the error that says why there is none.
  func controllable() throws(DisplayError) -> BrightnessScale {
    if isStopped { throw gone }
    guard let scale else { throw uncontrollable }
    return scale
  }

  /// Why its brightness cannot be controlled.
  var uncontrollable: DisplayError {
    let code: DisplayError.Code =
      switch state {
      case .asleep: .asleep
      case .unresponsive, .probing: .unresponsive
      case .unsupported: isForbidden ? .permissionDenied : .unsupported
      case .ready: .unsupported
      }
    return DisplayError(code, reason)
  }

  /// Takes the next target from the queue. One that the monitor has already is not written.
  func nextTarget() -> BrightnessTarget? {
    while let target = requests.start() {
      guard state == .ready, !target.mustWrite, !target.isDoubtful, target.level.raw == level?.raw
      else { return target }
      delegate?.displayReached(self, target)
      for waiter in requests.finish() { waiter.resume(returning: .success(true)) }
    }
    return nil
  }

  /// Writes a target that `nextTarget` gave.
  func write(_ target: BrightnessTarget) async {
    let device = self.device
    // A wish from here on is newer than this.
    wish = nil
    // The state file counts as far as an Int; nobody gets there by writing.
    writes = min(writes, UInt64(Int.max) - 1) + 1
    delegate?.displayWrote(self)
    do throws(DeviceError) {
      try await device.writeBrightness(target.level.raw)
    } catch {
      await writeEnded(target, device === self.device ? error : .replaced)
      return
    }
    guard !isStopped else { return }
    interruptions = 0
    becameReady()
    changeLevel(target.level, origin: target.origin, sender: target.sender)
    delegate?.displayReached(self, target)
    settle()
    verifyRestore(target)
    for waiter in requests.finish() { waiter.resume(returning: .success(true)) }
  }

  private func writeEnded(_ target: BrightnessTarget, _ error: DeviceError) async {
    do throws(DeviceError) {
      try await waitForAccess(after: error)
      // It was not sent.
      writes -= 1
      requests.retry()
    } catch {
      guard !isStopped else { return }
      writeFailed(target, error)
      settle()
    }
  }

  private func writeFailed(_ target: BrightnessTarget, _ error: DeviceError) {
    if error.code == .interrupted, interruptions < Self.mostInterruptions {
      interruptions += 1
      requests.retry()
      return
    }
    interruptions = 0
    keepWish(fadeEnd ?? requests.newest ?? target, error)
    // After five seconds of silence nobody shall wait for five more, and no step of a fade that
    // failed shall take the place of its end.
    let isLost = error.code == .hung || error.code == .interrupted || fade != nil
    let failed = (isLost ? requests.cancel() : requests.fail()) + (endFade().map { [$0] } ?? [])
    deviceFailed(error)
    for waiter in failed { waiter.resume(returning: .failure(error.displayError)) }
    if error.code == .hung { giveUp(error) }
  }

  /// The monitor has not answered for as long as a caller waits: everybody else who waits for it is
  /// answered too. What nobody waits for stays to be done.
  func giveUp(_ error: DeviceError) {
    if let newest = fadeEnd ?? requests.newest { keepWish(newest, error) }
    let failed = requests.cancel() + (endFade().map { [$0] } ?? [])
    for waiter in failed { waiter.resume(returning: .failure(error.displayError)) }
    let waiting = operations
    operations.removeAll { !$0.waiters.isEmpty }
    for operation in waiting { answer(operation, .failure(error.displayError)) }
  }

  /// Remembers what could not be written, for when the monitor is back.
  private func keepWish(_ target: BrightnessTarget, _ error: DeviceError) {
    // A monitor that wakes up refuses what it takes a moment later.
    let mayPass =
      error.mayPass || (isWaking && error.code != .permissionDenied && error.code != .gone)
    if restore != nil, target.mustWrite {
      // It is compared anew with what the monitor has then, unless that is no use.
      if !mayPass { restore = nil }
    } else if mayPass {
      wish = wish ?? target
    }
  }

  /// The hardware says by itself that its brightness is another one.
  func changedExternally(_ raw: Int) {
    // What it says while the computer sleeps is looked at afterwards. What comes then, such as a
    // desktop that ends its dimming, is what somebody wants.
    guard !isStopped, !isSuspended, let scale, raw != level?.raw else { return }
    endFade()?.resume(returning: .success(false))
    restore = nil
    changeLevel(scale.level(raw: raw), origin: .external, sender: "")
  }

  /// Remembers the new level and tells everybody, if it is one.
  func changeLevel(_ new: BrightnessLevel, origin: BrightnessOrigin, sender: String) {
    let old = level
    level = new
    remembered = new
    if old?.raw != new.raw, isSettled {
      delegate?.displayChangedBrightness(self, origin: origin, sender: sender)
    }
  }
}

extension DeviceError {
  /// The operation went to a device that was replaced meanwhile.
  static let replaced = DeviceError(.interrupted, "The monitor was connected anew meanwhile.")

  /// Whether the same operation may succeed later without anybody's doing.
  var mayPass: Bool {
    switch code {
    case .unresponsive, .asleep, .disconnected, .interrupted, .hung: true
    case .unsupported, .permissionDenied, .gone, .failed: false
    }
  }
}

import GLibKit
import LightenCore
import LightenDevices

extension DisplayController {
  /// Monitors may be deaf for tens of seconds after the computer woke up: two minutes of attempts,
  /// first quickly.
  static let wakeBackOff = BackOff(first: .milliseconds(500), longest: .seconds(5), attempts: 30)

  static let computerSleeps = DisplayError(
    .asleep, "The computer is going to sleep; this is written when it wakes up.")
  private static let sleepReason = "The computer is going to sleep."
  private static let wakeReason = "The computer has just woken up; the monitor is being looked at."

  /// The computer goes to sleep: ends what is under way, keeps what waits, and touches the
  /// hardware no more until `wake`.
  func suspend() async {
    guard !isSuspended, !isStopped else { return }
    isSuspended = true
    retryTimer?.cancel()
    endAccessWait()
    if let end = fadeEnd { wish = end }
    let faded = endFade()
    // What was begun is finished: a worker that is stopped in the middle would be restarted.
    if isBusy { await withCheckedContinuation { idleWaiters.append($0) } }
    retryTimer?.cancel()
    if isStopped {
      faded?.resume(returning: .failure(gone))
      return
    }
    guard isSuspended else {
      // The computer slept meanwhile, or changed its mind, and `wake` has begun.
      faded?.resume(returning: .failure(Self.computerSleeps))
      return
    }
    wish = wish ?? requests.newest
    for waiter in requests.cancel() + (faded.map { [$0] } ?? []) {
      waiter.resume(returning: .failure(Self.computerSleeps))
    }
    let waiting = operations
    operations = []
    for operation in waiting { answer(operation, .failure(Self.computerSleeps)) }
    if state != .unsupported { change(.asleep, Self.sleepReason) }
  }

  /// The monitor came while the computer was going to sleep: it is looked at after that.
  func startAsleep() {
    isSuspended = true
    change(.asleep, Self.sleepReason)
    start()
  }

  /// The monitor came just after the computer woke up: one that could be controlled before is given
  /// the time that any other has then.
  func startWaking() {
    if remembered != nil { isWaking = true }
    start()
  }

  /// The computer woke up: looks at the monitor until it answers, and puts its brightness back.
  func wake() {
    guard !isStopped else { return }
    isSuspended = false
    expectAccess()
    if state == .unsupported {
      probeAnew()
      return
    }
    expectRestore()
    // Tried anew, and in the light that there is now.
    restore = restore.map { PendingRestore(level: $0.level) }
    isWaking = true
    wakeRetries.reset()
    change(.probing, Self.wakeReason)
    probeAnew()
  }

  /// Whether a failure only means that the monitor has not woken up yet; then it is tried again.
  func retryWaking(after error: DeviceError) -> Bool {
    guard isWaking else { return false }
    // A monitor that just woke up answers with anything, also that it has no brightness.
    guard error.code != .permissionDenied, let delay = wakeRetries.wait() else {
      isWaking = false
      return false
    }
    retryTimer?.cancel()
    retryTimer = patience.schedule(after: delay) { [weak self] in self?.enqueue(.probe, nil) }
    return true
  }

  func releaseIdleWaiters() {
    let waiters = idleWaiters
    idleWaiters = []
    for waiter in waiters { waiter.resume() }
  }
}

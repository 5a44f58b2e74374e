import GLibKit
import LightenCore
import LightenDevices

extension DisplayController {
  /// Access to the monitor may be on its way: a denial says nothing for some seconds.
  func expectAccess() { access.begin(at: patience.now) }

  /// Whether it is only a matter of some seconds that it may not be used.
  var isAccessLate: Bool { isForbidden && access.isOpen(at: patience.now) }

  /// Waits until an operation that ended with `error` is worth another attempt.
  ///
  /// - Throws: `error` where it is no denial or where the denial counts; else why there is no use in
  ///   another attempt any more.
  func waitForAccess(after error: DeviceError) async throws(DeviceError) {
    guard error.code == .permissionDenied, !isStopped, !isSuspended,
      let delay = access.wait(at: patience.now)
    else { throw error }
    await withCheckedContinuation { continuation in
      accessWaiter = continuation
      accessTimer = patience.schedule(after: delay) { [weak self] in self?.endAccessWait() }
    }
    if isStopped { throw .unplugged }
    if isSuspended { throw DeviceError(.asleep, Self.computerSleeps.message) }
  }

  /// Whoever waits for access looks again at once.
  func endAccessWait() {
    accessTimer?.cancel()
    let waiter = accessWaiter
    accessWaiter = nil
    waiter?.resume()
  }
}

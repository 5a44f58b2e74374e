import LightenCore

/// Why a worker gave no answer.
enum WorkerFailure: Error, Equatable {
  /// The process ended.
  case ended
  /// The process did not answer in time and was killed.
  case hung
  /// The start takes longer than a caller waits; it goes on.
  case slow
  /// An earlier worker was killed, and the kernel still keeps it in a call that does not end.
  case isKept
  /// The process could not be started, for a reason that the system gives. `isMissing` when its
  /// program is not there, or is none.
  case notStarted(String, isMissing: Bool)
  /// The program is of another version than lightend, which runs since before it was installed.
  case isOther

  /// Whether another attempt may succeed, within the same call.
  var mayRepeat: Bool {
    switch self {
    case .ended: true
    case .notStarted(_, let isMissing): !isMissing
    case .hung, .slow, .isKept, .isOther: false
    }
  }

  /// What the display's callers are told. Everything that may pass is `.hung`: it has taken as long
  /// as a caller waits, so that all who wait for this monitor are answered.
  func error(onBus bus: Int) -> DeviceError {
    switch self {
    case .ended: .workerEnded
    case .hung, .isKept:
      DeviceError(.hung, "The monitor blocks its bus /dev/i2c-\(bus); switch it off and on again.")
    case .slow:
      DeviceError(
        .hung,
        "The monitor on /dev/i2c-\(bus) takes longer than five seconds to answer; lightend goes on "
          + "trying. If it stays so, switch the monitor off and on again.")
    case .notStarted(let reason, isMissing: true):
      DeviceError(.failed, "Cannot start lighten-ddc: \(reason). Reinstall lighten.")
    case .notStarted(let reason, isMissing: false):
      DeviceError(.hung, "Cannot start lighten-ddc at the moment: \(reason). It is tried again.")
    case .isOther:
      DeviceError(
        .failed,
        "lighten-ddc is of another version than the lightend that runs; restart lightend: "
          + "systemctl --user restart lightend.")
    }
  }
}

extension DeviceError {
  /// The answer to everything after the monitor was unplugged.
  public static let unplugged = DeviceError(.gone, "The monitor was unplugged.")
  /// The same while the display is still there, since the kernel's event is under way.
  static let disconnected = DeviceError(.disconnected, unplugged.message)
  /// The worker ended in the middle of an operation, again and again.
  static let workerEnded = DeviceError(
    .hung, "lighten-ddc ended unexpectedly; see the journal of lightend.")
}

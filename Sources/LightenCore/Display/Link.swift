/// Does the monitor answer? The first of the four questions about a display.
public enum Link: Equatable, Sendable {
  /// It has not answered since it came, woke up or was connected in another way. Then: answering,
  /// silent, suspended, gone.
  case probing(Retries)
  /// It answered the last question about its brightness. Then: silent, suspended, probing, gone.
  case answering(Reliability)
  /// It did not answer. Then: answering, suspended, probing, gone.
  case silent(TransferError, Retries, Absence)
  /// Nothing may be sent. Then: probing, gone.
  case suspended(Suspension)
  /// It was unplugged. Nothing follows.
  case gone
}

/// The reasons why nothing may be sent to a display.
public struct Suspension: OptionSet, Sendable {
  /// One bit for each reason.
  public let rawValue: Int

  /// Makes a set of reasons.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The computer sleeps, or is about to.
  public static let sleep = Suspension(rawValue: 1)
  /// The session is not in front: another one has the hardware.
  public static let background = Suspension(rawValue: 2)
}

/// Whether a monitor keeps what it acknowledges.
public enum Reliability: Equatable, Sendable {
  /// It was away: it may lose what is written at first.
  case returned(since: Instant)
  /// It is read back after each series; `kept` series in a row were kept, the last one at `last`.
  case ordinary(kept: Int, last: Instant?)
  /// It kept three series, and is not read back until `until`.
  case trusted(until: Instant)

  /// An answering monitor of which nothing else is known.
  static let unproven = Reliability.ordinary(kept: 0, last: nil)
  /// Series that must be kept before a monitor is trusted.
  static let seriesToTrust = 3

  /// What one more series that was kept at its first write makes of it.
  func kept(at now: Instant, _ times: Times) -> Reliability {
    switch self {
    case .returned: return .ordinary(kept: 1, last: now)
    case .trusted: return self
    case .ordinary(let kept, let last):
      if let last, now - last < times.trustInterval { return self }
      let enough = DeliberateFault.trustsAtOnce.isActive ? 1 : Self.seriesToTrust
      return kept + 1 < enough
        ? .ordinary(kept: kept + 1, last: now) : .trusted(until: now + times.trustPeriod)
    }
  }
}

/// Why a monitor does not answer.
public enum Absence: Equatable, Sendable {
  /// Sleep, standby, unplugged, the service did not run: our goal wins at the return.
  case explained
  /// It stopped answering again soon after its return: our goal wins, and the light has no say.
  case repeated
  /// It stopped answering: whatever it has at the return may have been set by somebody.
  case unexplained
}

/// When the monitor is asked next, and how often after that.
public struct Retries: Equatable, Sendable {
  /// What happens next.
  public enum Next: Equatable, Sendable {
    /// It is being asked, or the question waits for the wire.
    case asking
    /// It is asked again then.
    case waiting(until: Instant)
    /// The kernel is asked then whether the monitor has left standby.
    case standby(until: Instant)
    /// Nothing: an event, a request or a refresh starts anew.
    case exhausted
  }

  var backOff: BackOff
  /// What happens next.
  public internal(set) var next: Next

  /// The same question failed again: waits for the next attempt; false when there is none left.
  mutating func wait(from now: Instant) -> Bool {
    guard let wait = backOff.wait() else { return false }
    next = .waiting(until: now + wait)
    return true
  }
}

/// Why a transfer failed.
public struct TransferError: Error, Equatable, Sendable {
  /// The kinds of failures, as far as the machine acts differently on them.
  public enum Code: String, Sendable, CaseIterable {
    /// The monitor does not answer.
    case unresponsive
    /// The monitor is in standby.
    case asleep
    /// The monitor does not have that control.
    case unsupported
    /// The system does not let this user control the monitor.
    case permissionDenied
    /// The device is gone.
    case gone
    /// What carried the transfer broke down; the transfer may be repeated.
    case interrupted
    /// The transfer did not end in time and was abandoned.
    case hung
    /// Anything else.
    case failed
  }

  /// The kind of failure.
  public let code: Code
  /// A sentence that says what to do about it.
  public let message: String

  /// Makes a failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether the monitor said nothing, as opposed to “no”.
  var isSilence: Bool {
    switch code {
    case .unresponsive, .asleep, .gone, .interrupted, .hung: true
    case .unsupported, .permissionDenied, .failed: false
    }
  }

  /// The error as clients get it.
  var displayError: DisplayError {
    let code: DisplayError.Code =
      switch code {
      case .unresponsive, .interrupted, .hung: .unresponsive
      case .asleep: .asleep
      case .unsupported: .unsupported
      case .permissionDenied: .permissionDenied
      case .gone: .gone
      case .failed: .failed
      }
    return DisplayError(code, message)
  }
}

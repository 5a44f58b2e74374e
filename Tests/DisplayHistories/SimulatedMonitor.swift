import LightenCore

/// A monitor as the histories imagine it: with faults of every kind, each of which ends.
public struct SimulatedMonitor: Sendable {
  /// What the monitor makes of a value.
  public enum Shape: Equatable, Sendable {
    /// The value itself.
    case exact
    /// No less and no more than shares of its maximum, in percent.
    case clamps(Int, Int)
    /// Multiples of a value.
    case rounds(Int)
  }

  /// Its level, 0 to `maximum`.
  public var raw: Int
  /// Its greatest level.
  public var maximum: Int
  /// What it makes of a value.
  public var shape = Shape.exact
  /// Whether it reports each change by itself (a panel).
  public var reports = false
  /// Whether a write that is not answered changes the level all the same.
  public var takesUnansweredWrites = false
  /// Whether a reading is the level at the start of the read, not at its end.
  public var samplesEarly = false
  /// How long a transfer takes that works.
  public var latency: Duration = .milliseconds(50)
  /// Writes that it acknowledges and drops from now on.
  public var lostWrites = 0
  /// Writes that it loses after each wake.
  public var lostAfterWake = 0
  /// Writes that it refuses from now on.
  public var refusedWrites = 0
  /// Transfers whose worker dies from now on.
  public var interruptions = 0
  /// Reads that say “no brightness control” from now on.
  public var denials = 0
  /// Features that do not answer from now on, although the brightness does.
  public var badFeatures = 0
  /// Why it does not answer at the moment.
  public var fault: TransferError.Code?
  /// When that ends.
  public var faultEnd = Instant.zero

  /// Makes a faultless monitor.
  public init(raw: Int, maximum: Int = 100) {
    self.raw = raw
    self.maximum = maximum
  }

  /// The end of all faults.
  public mutating func heal() {
    (fault, lostWrites, lostAfterWake, refusedWrites) = (nil, 0, 0, 0)
    (interruptions, denials, badFeatures) = (0, 0, 0)
  }

  /// The level that a value becomes.
  public func level(of value: Int) -> Int {
    let value = min(max(value, 0), maximum)
    return switch shape {
    case .exact: value
    case .clamps(let low, let high):
      min(max(value, low * maximum / 100), high * maximum / 100)
    case .rounds(let step): min((value + step / 2) / step * step, maximum)
    }
  }

  /// What happens to a transfer that starts now: when it ends and with what.
  struct Outcome: Sendable {
    let end: Instant
    /// Nil for a success.
    let error: TransferError.Code?
    /// Whether a write changes the level at its end.
    let isApplied: Bool
    /// The level at the start.
    let sample: Int
    /// The greatest level at the start.
    let maximum: Int
  }

  mutating func begin(_ work: Work, at now: Instant) -> Outcome {
    if fault != nil, now >= faultEnd { fault = nil }
    var error = fault
    var isApplied = true
    if error == nil, interruptions > 0 {
      interruptions -= 1
      error = .interrupted
    }
    switch work {
    case .read:
      if error == nil, denials > 0 {
        denials -= 1
        error = .unsupported
      }
    case .write:
      if error == nil, refusedWrites > 0 {
        refusedWrites -= 1
        return Outcome(
          end: now + latency, error: .failed, isApplied: false, sample: raw, maximum: maximum)
      }
      if error == nil, lostWrites > 0 {
        lostWrites -= 1
        isApplied = false
      }
      if let error {
        isApplied = takesUnansweredWrites && (error == .hung || error == .interrupted)
      }
    case .feature:
      isApplied = false
      if error == nil, badFeatures > 0 {
        badFeatures -= 1
        error = badFeatures % 3 == 0 ? .hung : .unresponsive
      }
    }
    let time: Duration =
      switch error {
      case .hung?: .seconds(5)
      case .unresponsive?: .milliseconds(200)
      case nil: latency
      default: .milliseconds(20)
      }
    return Outcome(
      end: now + time, error: error, isApplied: isApplied, sample: raw, maximum: maximum)
  }
}

import LightenCore

/// One thing that people, the system or the hardware do.
public enum HistoryAction: Equatable, Sendable {
  /// A client sets a level.
  case set(Int)
  /// A client sets a raw level, as a share of the maximum in thousandths.
  case setRaw(Int)
  /// A client changes the level by percent points.
  case add(Int)
  /// A client fades to a level, in milliseconds.
  case fade(Int, Int)
  /// The light policy wants a level.
  case light(Int)
  /// A profile wants a level.
  case profile(Int)
  /// Somebody has the display read.
  case refresh
  /// A uevent came.
  case lookAgain
  /// A client works with another feature.
  case feature(FeatureWork)
  /// The monitor's buttons set a level, as a share of its maximum in percent.
  case button(Int)
  /// The monitor does not answer in this way for some milliseconds.
  case fault(TransferError.Code, Int)
  /// The worker dies in the next transfers.
  case interruptions(Int)
  /// The next writes are lost.
  case lostWrites(Int)
  /// The next writes are refused.
  case refusedWrites(Int)
  /// The next reads say that there is no brightness control.
  case denials(Int)
  /// The next features are not answered.
  case badFeatures(Int)
  /// The picture mode changes the range.
  case range(Int)
  /// The computer goes to sleep, or another session comes to the front.
  case suspend(Suspension)
  /// The computer wakes up, or the session is back.
  case resume(Suspension)
  /// The monitor is reached in another way.
  case replace
  /// The service ends and starts anew with the level that it saved.
  case restart
  /// The user's limits, in percent.
  case limits(Int, Int)
  /// Whether levels are restored.
  case restores(Bool)
  /// What the light would give; nil without light.
  case lightLevel(Int?)
  /// A ceiling comes, moves or ends, in milliseconds.
  case ceiling(Int, Int?, Int)
}

/// An action and the time that passes before it.
public struct HistoryStep: Equatable, Sendable, CustomStringConvertible {
  /// How long nothing else happens before, milliseconds.
  public var wait: Int
  /// What happens then.
  public var action: HistoryAction

  /// Makes a step.
  public init(after wait: Int, _ action: HistoryAction) {
    self.wait = wait
    self.action = action
  }

  /// One line for people.
  public var description: String { "after \(wait) ms: \(action)" }
}

/// A monitor, and what happens to it.
public struct History: Sendable, CustomStringConvertible {
  /// The monitor at the start.
  public var monitor: SimulatedMonitor
  /// The level that the service remembers, percent.
  public var saved: Int?
  /// Whether the faults end and everything must come to rest.
  public var isLiveness: Bool
  /// The pause that the wire needs, milliseconds.
  public var rest: Int
  /// What happens.
  public var steps: [HistoryStep]

  /// Makes a history.
  public init(
    monitor: SimulatedMonitor, saved: Int? = nil, isLiveness: Bool = false, rest: Int = 0,
    steps: [HistoryStep] = []
  ) {
    (self.monitor, self.saved, self.isLiveness) = (monitor, saved, isLiveness)
    (self.rest, self.steps) = (rest, steps)
  }

  /// Some lines for people.
  public var description: String {
    let start =
      "a \(monitor.reports ? "panel" : "monitor") at \(monitor.raw) of \(monitor.maximum), "
      + "\(monitor.shape), remembered with \(saved.map { "\($0)%" } ?? "nothing"), "
      + "loses \(monitor.lostAfterWake) writes after a wake, rest \(rest) ms, "
      + (isLiveness ? "liveness" : "safety")
    return ([start] + steps.map(\.description)).joined(separator: "\n")
  }
}

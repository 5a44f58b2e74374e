import LightenCore
import LightenWorkerProtocol

/// How long a call on a worker may take, and how often it is tried within that time.
struct CallBudget: Equatable {
  /// The start of a worker and the operation together: DDC/CI needs 0.1 s, a second with all
  /// retries, and a start 0.3 s.
  static let usualTime: Duration = .seconds(5)
  /// A capabilities string comes in up to 2000 fragments of 0.1 s each; real ones in 10 to 20.
  static let longTime: Duration = .seconds(10)
  /// An operation is not begun with less time than this: a sound monitor would be taken for one
  /// that hangs.
  private static let shortest: Duration = .seconds(1)
  /// A call whose worker ends is tried anew so often.
  private static let mostCrashes = 3

  private let end: Duration
  private var crashes = 0

  /// The budget of a request that is made `now`.
  init(for request: WorkerRequest, at now: Duration) {
    end = now + (request == .capabilities ? Self.longTime : Self.usualTime)
  }

  /// How long the start of a worker may take.
  func timeToStart(at now: Duration) -> Duration { max(.zero, min(end - now, Self.usualTime)) }

  /// How long the operation may take; nil when there is not enough time to begin with it.
  func timeToOperate(at now: Duration) -> Duration? {
    end - now < Self.shortest ? nil : end - now
  }

  /// Whether to try again after a failure; counts it.
  mutating func mayRepeat(after failure: WorkerFailure, at now: Duration) -> Bool {
    guard failure.mayRepeat, now < end else { return false }
    if failure == .ended { crashes += 1 }
    return crashes <= Self.mostCrashes
  }
}

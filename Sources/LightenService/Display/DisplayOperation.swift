import LightenCore
import LightenDevices

/// What a display does besides setting its brightness, one after the other.
struct DisplayOperation: Sendable {
  /// The operations.
  enum Kind: Equatable, Sendable {
    case probe
    case readFeature(UInt8)
    case writeFeature(UInt8, UInt16)
    case capabilities
  }

  /// What an operation brings.
  enum Result: Equatable, Sendable {
    case done
    case value(FeatureValue)
    case text(String)
  }

  typealias Waiter = CheckedContinuation<Swift.Result<Result, DisplayError>, Never>

  let kind: Kind
  var waiters: [Waiter]

  /// Whether a new request of `other` kind is served by this one too: the same question, or a
  /// newer value for the same feature.
  func covers(_ other: Kind) -> Bool {
    if case .writeFeature(let code, _) = kind, case .writeFeature(code, _) = other { return true }
    return kind == other
  }
}

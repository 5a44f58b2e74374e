/// How `lighten` ends; part of the contract.
enum ExitStatus: Int32, Error {
  /// What was asked for is done.
  case done = 0
  /// It failed; standard error says why.
  case failed = 1
  /// The arguments are wrong.
  case usage = 2
  /// No display matches the selector, or several do.
  case noSuchDisplay = 3
  /// The service does not run and cannot be started.
  case unavailable = 4
  /// The system does not permit it.
  case notPermitted = 5

  /// The status that tells most when several displays failed: what a script can act upon first.
  static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [.unavailable, .noSuchDisplay, .notPermitted, .usage, .failed]
    return order.first(where: statuses.contains) ?? .done
  }
}

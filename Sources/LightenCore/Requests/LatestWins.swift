/// The requests for one display: one value is under way and at most one waits.
///
/// A newer request takes the place of the one that waits and inherits those who wait for it: a
/// caller is answered when the write that carries its value or a later one is done.
public struct LatestWins<Value: Sendable, Waiter: Sendable>: Sendable {
  private struct Request: Sendable {
    var value: Value
    var waiters: [Waiter]
  }

  private var current: Request?
  private var pending: Request?

  /// Makes an empty queue.
  public init() {}

  /// The value under way.
  public var underWay: Value? { current?.value }
  /// The value that waits.
  public var waiting: Value? { pending?.value }
  /// The newest value that was asked for and is not done.
  public var newest: Value? { pending?.value ?? current?.value }
  /// Whether nothing is under way and nothing waits.
  public var isEmpty: Bool { current == nil && pending == nil }

  /// Asks for a value.
  public mutating func submit(_ value: Value, _ waiters: [Waiter]) {
    pending = Request(value: value, waiters: (pending?.waiters ?? []) + waiters)
  }

  /// Lets somebody wait for the newest value without asking for another one.
  ///
  /// Returns false when there is none.
  public mutating func join(_ waiter: Waiter) -> Bool {
    if pending != nil {
      pending?.waiters.append(waiter)
    } else if current != nil {
      current?.waiters.append(waiter)
    } else {
      return false
    }
    return true
  }

  /// Starts with the value that waits, nil when none does or one is under way.
  public mutating func start() -> Value? {
    guard current == nil, let next = pending else { return nil }
    current = next
    pending = nil
    return next.value
  }

  /// Ends the value under way as done; returns those who waited for it.
  public mutating func finish() -> [Waiter] {
    defer { current = nil }
    return current?.waiters ?? []
  }

  /// Ends the value under way as failed.
  ///
  /// Those who waited for it go on waiting for the newer value, where there is one; otherwise
  /// they are returned.
  public mutating func fail() -> [Waiter] {
    let waiters = finish()
    guard pending != nil else { return waiters }
    pending?.waiters.insert(contentsOf: waiters, at: 0)
    return []
  }

  /// Puts the value under way back, to be written again, unless a newer one waits.
  public mutating func retry() {
    guard let interrupted = current else { return }
    current = nil
    pending = Request(
      value: pending?.value ?? interrupted.value,
      waiters: interrupted.waiters + (pending?.waiters ?? []))
  }

  /// Drops everything; returns all who waited.
  public mutating func cancel() -> [Waiter] {
    let waiters = (current?.waiters ?? []) + (pending?.waiters ?? [])
    current = nil
    pending = nil
    return waiters
  }
}

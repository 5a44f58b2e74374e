/// Work on the loop whose result others may wait for.
///
/// Use this, not `Task`: it keeps to the loop's executor also where it waits; see
/// `MainContextTaskExecutor`.
@LoopActor
public final class LoopTask<Value: Sendable> {
  private var result: Value?
  private var waiters: [CheckedContinuation<Value, Never>] = []

  /// Begins the work with the next turn of the loop.
  @discardableResult
  public init(_ body: @escaping @LoopActor @Sendable () async -> Value) {
    Task(executorPreference: LoopActor.taskExecutor) { await self.run(body) }
  }

  private func run(_ body: @LoopActor @Sendable () async -> Value) async {
    finish(await body())
  }

  /// Gives those who wait a result before the work has one, which then counts no more; the work goes
  /// on. Does nothing where there is a result.
  public func finish(_ value: Value) {
    guard result == nil else { return }
    result = value
    let waiting = waiters
    waiters = []
    for waiter in waiting { waiter.resume(returning: value) }
  }

  /// The result, as soon as it is there.
  public var value: Value {
    get async {
      if let result { return result }
      return await withCheckedContinuation { waiters.append($0) }
    }
  }

  /// The result, nil when it is not there in time; the work goes on.
  public func value(within time: Duration, on clock: any LoopClock) async -> Value? {
    if let result { return result }
    var waiter: CheckedContinuation<Value?, Never>?
    func resume(_ value: Value?) {
      waiter?.resume(returning: value)
      waiter = nil
    }
    return await withCheckedContinuation { continuation in
      waiter = continuation
      let timer = clock.schedule(after: time) { resume(nil) }
      LoopTask<Void> {
        resume(await self.value)
        timer.cancel()
      }
    }
  }
}

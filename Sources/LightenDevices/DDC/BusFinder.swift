import GLibKit
import LightenCore

/// Finds out which monitor is on which I2C bus, for graphics drivers that do not tell.
///
/// Each bus in question is looked at by a worker of its own, one after the other: some graphics
/// drivers do not bear it otherwise (ddcutil#629). One that hangs keeps no monitor on another bus
/// waiting for long. Only an answer counts: a bus whose worker crashes or hangs is looked at again by
/// the next search.
@LoopActor
public final class BusFinder {
  /// A sound monitor has answered long before.
  static let turn: Duration = .seconds(1)

  private let workers: BusWorkers
  /// The looks under way. Each tells why there is no answer, nil where there is one.
  private var looks: [Int: LoopTask<WorkerFailure?>] = [:]
  private var newestLook: LoopTask<WorkerFailure?>?
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Makes a finder.
  public init(workers: BusWorkers) {
    self.workers = workers
  }

  /// Forgets what was found, except where a monitor is in use: monitors have come or gone.
  public func forget() { workers.buses.forgetFindings() }

  /// The bus among `buses` whose monitor has this EDID and is not in use; nil when each of them has
  /// answered or is in use, and none has it.
  ///
  /// - Parameter use: called with the bus before another search can find it; what it makes claims it.
  /// - Throws: when a bus has not answered, and no other bus has the monitor. The answer may still
  ///   come: a look that takes longer than a call goes on.
  func bus(
    of edid: [UInt8], among buses: [Int], use: @LoopActor (Int) -> Void = { _ in }
  ) async throws(DeviceError) -> Int? {
    var asked: [Int: LoopTask<WorkerFailure?>] = [:]
    var failures: [Int: WorkerFailure] = [:]
    var isOver = false
    let timer = workers.clock.schedule(after: CallBudget.usualTime) { [weak self] in
      isOver = true
      self?.wakeWaiters()
    }
    defer { timer.cancel() }
    while true {
      for (bus, task) in asked where looks[bus] !== task {
        asked[bus] = nil
        failures[bus] = await task.value
      }
      if let bus = workers.buses.bus(of: edid, among: buses) {
        use(bus)
        return bus
      }
      // What is not known has not been looked at, has failed, or was forgotten meanwhile.
      let unknown = buses.filter(workers.buses.isUnknown).sorted()
      let open = unknown.filter { failures[$0] == nil }
      guard !isOver, !open.isEmpty else {
        if let bus = unknown.first(where: { failures[$0] != nil }), let failure = failures[bus] {
          throw failure.error(onBus: bus)
        }
        if let bus = open.first { throw WorkerFailure.slow.error(onBus: bus) }
        return nil
      }
      for bus in open { asked[bus] = look(at: bus) }
      await withCheckedContinuation { waiters.append($0) }
    }
  }

  private func wakeWaiters() {
    let waiting = waiters
    waiters = []
    for waiter in waiting { waiter.resume() }
  }

  /// Looks at a bus, or joins who does that already.
  private func look(at bus: Int) -> LoopTask<WorkerFailure?> {
    if let look = looks[bus] { return look }
    let earlier = newestLook
    let task = LoopTask {
      _ = await earlier?.value(within: Self.turn, on: self.workers.clock)
      return await self.ask(bus)
    }
    looks[bus] = task
    newestLook = task
    return task
  }

  private func ask(_ bus: Int) async -> WorkerFailure? {
    var generation = workers.buses.generation
    var failure: WorkerFailure?
    do throws(WorkerFailure) {
      // Before its turn came, or while it waits, the bus may have got its user.
      try await workers.waitUntilFree(bus) { workers.buses.isUnknown(bus) }
      generation = workers.buses.generation
      if workers.buses.isUnknown(bus) {
        let finding = try await finding(on: bus)
        workers.buses.found(finding, on: bus, in: generation)
      }
    } catch {
      // With a new user, or when monitors came or went, it says no more than an answer would: who
      // needs one looks again.
      if workers.buses.isUnknown(bus), generation == workers.buses.generation {
        failure = error
        Log.warning(
          "a search has no answer from /dev/i2c-\(bus): \(error.error(onBus: bus).message)",
          ["BUS": "\(bus)"])
      }
    }
    looks[bus] = nil
    wakeWaiters()
    return failure
  }

  private func finding(on bus: Int) async throws(WorkerFailure) -> I2CBuses.Finding {
    let worker = try workers.start(on: bus) {}
    defer { worker.kill() }
    let greeting = try await worker.greeting()
    if !greeting.edid.isEmpty { return .monitor(edid: Array(greeting.edid)) }
    // Only “there is none” says that: a worker whose libddcutil does not work has not looked.
    guard greeting.brightness.outcome == .gone else { throw .ended }
    return .nothing
  }
}

import GLibKit
import LightenCore
import LightenWorkerProtocol

/// Keeps a worker running for one monitor: starts it, replaces it when it ends or hangs, with
/// back-off, and hands requests to it.
///
/// A caller is answered within the time of its `CallBudget`; a start that takes longer goes on, and
/// the next caller finds what it brought.
@LoopActor
final class WorkerSupervisor {
  private let workers: BusWorkers
  private let bus: Int
  private var worker: WorkerProcess?
  private var greeting: WorkerGreeting?
  private var launching: LoopTask<Result<WorkerGreeting, WorkerFailure>>?
  /// The longest wait is shorter than a call may take, so that each call sees an attempt.
  private var backOff = BackOff(first: .milliseconds(100), longest: .seconds(4))
  private var mustWait = false
  private var isStopped = false
  /// Why the last attempt to start a worker failed.
  private var lastFailure: WorkerFailure?

  /// Makes the supervisor of the worker on `bus`, which is in use until `stop`.
  init(workers: BusWorkers, bus: Int) {
    self.workers = workers
    self.bus = bus
    workers.claim(bus)
  }

  isolated deinit { stop() }

  /// Starts the worker if none is running, and waits for what it found.
  ///
  /// Returns what an earlier call learned when the worker is still the same.
  func start() async throws(DeviceError) -> WorkerGreeting {
    var budget = CallBudget(for: .read(feature: 0), at: now)
    while true {
      do throws(WorkerFailure) {
        return try await start(within: budget.timeToStart(at: now))
      } catch {
        guard budget.mayRepeat(after: error, at: now) else { throw deviceError(error) }
      }
    }
  }

  /// Sends a request to the worker, starting it first where necessary. What a worker that ends
  /// leaves undone is done by the next one.
  func perform(_ request: WorkerRequest) async throws(DeviceError) -> WorkerReply {
    var budget = CallBudget(for: request, at: now)
    while true {
      do throws(WorkerFailure) {
        _ = try await start(within: budget.timeToStart(at: now))
        guard let worker, !worker.hasEnded else { throw .ended }
        guard let time = budget.timeToOperate(at: now) else { throw .slow }
        let reply = try await worker.perform(request, within: time)
        backOff.reset()
        return reply
      } catch {
        if error == .hung { reportHang() }
        guard budget.mayRepeat(after: error, at: now) else { throw deviceError(error) }
      }
    }
  }

  /// Ends the worker for good.
  func stop() {
    guard !isStopped else { return }
    isStopped = true
    worker?.kill()
    // Who waits for a start is told now, not when a wait between two workers is over.
    launching?.finish(.failure(.ended))
    workers.buses.release(bus)
  }

  /// Ends the worker; the next request gets a new one without delay.
  func restart() {
    mustWait = false
    greeting = nil
    worker?.kill()
  }

  private var now: Duration { workers.clock.now }

  private func start(within time: Duration) async throws(WorkerFailure) -> WorkerGreeting {
    if isStopped { throw .ended }
    if launching == nil, let greeting, let worker, !worker.hasEnded { return greeting }
    let task = launching ?? launch()
    guard let result = await task.value(within: time, on: workers.clock) else {
      throw lastFailure ?? .slow
    }
    return try result.get()
  }

  private func launch() -> LoopTask<Result<WorkerGreeting, WorkerFailure>> {
    let delay = mustWait ? backOff.wait() : nil
    mustWait = true
    greeting = nil
    let task = LoopTask { await self.launch(after: delay) }
    launching = task
    return task
  }

  private func launch(after delay: Duration?) async -> Result<WorkerGreeting, WorkerFailure> {
    defer { launching = nil }
    worker?.kill()
    if let delay { await workers.clock.sleep(for: delay) }
    do throws(WorkerFailure) {
      try await workers.waitUntilFree(bus)
      if isStopped { throw .ended }
      let worker = try workers.start(on: bus) { [weak self] in self?.workerEnded() }
      self.worker = worker
      let greeting = try await worker.greeting()
      Log.debug(
        "worker \(worker.id) on /dev/i2c-\(bus): libddcutil \(greeting.version), "
          + "brightness \(greeting.brightness)")
      self.greeting = greeting
      lastFailure = nil
      return .success(greeting)
    } catch {
      lastFailure = error
      report(error)
      return .failure(error)
    }
  }

  private func deviceError(_ failure: WorkerFailure) -> DeviceError {
    isStopped ? .unplugged : failure.error(onBus: bus)
  }

  private func report(_ failure: WorkerFailure) {
    guard !isStopped else { return }
    switch failure {
    case .hung: reportHang()
    case .isKept:
      Log.warning("the kernel keeps a worker on /dev/i2c-\(bus)", ["BUS": "\(bus)"])
    case .notStarted(let reason, _):
      Log.warning("cannot start a worker on /dev/i2c-\(bus): \(reason)", ["BUS": "\(bus)"])
    case .ended, .slow, .isOther: return
    }
  }

  private func reportHang() {
    guard !isStopped else { return }
    Log.warning(
      "the monitor on /dev/i2c-\(bus) blocked its worker; it was replaced", ["BUS": "\(bus)"])
  }

  private func workerEnded() {
    guard !isStopped, let greeting, !greeting.edid.isEmpty, launching == nil else { return }
    Log.warning("the worker on /dev/i2c-\(bus) ended; it is replaced", ["BUS": "\(bus)"])
    // At once, not with the next request, which finds it ready then.
    LoopTask { _ = try? await self.start() }
  }
}

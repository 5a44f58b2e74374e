import GLibKit
import LightenCore
import LightenWorkerProtocol

/// Keeps a worker running for one monitor: starts it, replaces it when it ends or hangs, with
/// back-off, and hands requests to it.
@LoopActor
final class WorkerSupervisor {
  private let executable: String
  private let bus: Int
  private let clock: any LoopClock
  private var worker: WorkerProcess?
  private var greeting: WorkerGreeting?
  private var launching: LoopTask<Result<WorkerGreeting, DeviceError>>?
  private var backOff = BackOff(first: .milliseconds(100), longest: .seconds(30))
  private var mustWait = false
  private var isStopped = false

  init(executable: String, bus: Int, clock: any LoopClock) {
    self.executable = executable
    self.bus = bus
    self.clock = clock
  }

  /// Starts the worker if none is running, and waits for what it found.
  ///
  /// Returns what an earlier call learned when the worker is still the same.
  func start() async throws(DeviceError) -> WorkerGreeting {
    if isStopped { throw .unplugged }
    if let launching { return try await launching.value.get() }
    if let greeting, let worker, !worker.hasEnded { return greeting }
    let delay = mustWait ? backOff.wait() : nil
    mustWait = true
    greeting = nil
    let task = LoopTask { await self.launch(after: delay) }
    launching = task
    return try await task.value.get()
  }

  /// Sends a request to the worker, starting it first where necessary.
  func perform(_ request: WorkerRequest) async throws(DeviceError) -> WorkerReply {
    _ = try await start()
    guard let worker, !worker.hasEnded else { throw isStopped ? .unplugged : .workerEnded }
    do {
      let reply = try await worker.perform(request)
      backOff.reset()
      return reply
    } catch {
      throw failure(error)
    }
  }

  /// Ends the worker for good.
  func stop() {
    isStopped = true
    worker?.kill()
  }

  /// Ends the worker; the next request gets a new one without delay.
  func restart() {
    mustWait = false
    greeting = nil
    worker?.kill()
  }

  private func launch(after delay: Duration?) async -> Result<WorkerGreeting, DeviceError> {
    defer { launching = nil }
    // The old one first: two on one bus would disturb each other, and one that the kernel does
    // not let go would block its successor too.
    if let worker {
      worker.kill()
      guard await worker.waitForExit() else {
        Log.warning("the kernel keeps a worker on /dev/i2c-\(bus)", ["BUS": "\(bus)"])
        return .failure(.blocked(bus: bus))
      }
    }
    if let delay { await clock.sleep(for: delay) }
    if isStopped { return .failure(.unplugged) }
    do throws(GLibError) {
      worker = try WorkerProcess(executable: executable, bus: bus, clock: clock) { [weak self] in
        self?.workerEnded()
      }
    } catch {
      return .failure(
        DeviceError(.failed, "Cannot start \(executable): \(error.message). Reinstall lighten."))
    }
    guard let worker else { return .failure(.workerEnded) }
    do {
      let greeting = try await worker.greeting()
      Log.debug(
        "worker \(worker.id) on /dev/i2c-\(bus): libddcutil \(greeting.version), "
          + "brightness \(greeting.brightness)")
      self.greeting = greeting
      return .success(greeting)
    } catch {
      return .failure(failure(error))
    }
  }

  private func failure(_ failure: WorkerProcess.Failure) -> DeviceError {
    if isStopped { return .unplugged }
    switch failure {
    case .ended: return .workerEnded
    case .hung:
      Log.warning(
        "the monitor on /dev/i2c-\(bus) blocked its worker; it was replaced",
        ["BUS": "\(bus)"])
      return .blocked(bus: bus)
    }
  }

  private func workerEnded() {
    guard !isStopped, let greeting, !greeting.edid.isEmpty, launching == nil else { return }
    Log.warning("the worker on /dev/i2c-\(bus) ended; it is replaced", ["BUS": "\(bus)"])
    // At once, not with the next request: that one shall find it ready.
    LoopTask { _ = try? await self.start() }
  }
}

extension DeviceError {
  /// An operation on the bus does not end.
  static func blocked(bus: Int) -> DeviceError {
    DeviceError(.hung, "The monitor blocks its bus /dev/i2c-\(bus); switch it off and on again.")
  }

  /// The answer to everything after the monitor was unplugged.
  static let unplugged = DeviceError(.gone, "The monitor was unplugged.")
  /// The worker ended in the middle of an operation.
  static let workerEnded = DeviceError(
    .interrupted, "lighten-ddc ended unexpectedly; see the journal of lightend.")
}

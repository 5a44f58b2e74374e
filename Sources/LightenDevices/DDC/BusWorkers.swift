import GLibKit

/// The worker processes of all I2C buses: at most one on each bus, kept until it is reaped.
@LoopActor
public final class BusWorkers {
  /// What is known of the buses.
  var buses = I2CBuses()
  /// The clock of all deadlines.
  let clock: any LoopClock
  private let executable: String
  /// The process on each bus that runs, or has ended and is not reaped yet.
  private(set) var processes: [Int: WorkerProcess] = [:]
  private var isStopped = false

  /// Makes the place where workers run; `executable` is the path of `lighten-ddc`.
  public init(executable: String, clock: any LoopClock) {
    self.executable = executable
    self.clock = clock
  }

  /// Somebody controls the monitor on `bus` from now on, whom no search may disturb or keep waiting.
  func claim(_ bus: Int) {
    // Without a user, there is only the worker of a search, or one that was killed already.
    if !buses.isClaimed(bus) { processes[bus]?.kill() }
    buses.claim(bus)
  }

  /// Waits until the worker before is gone: two on one bus would disturb each other, and one that
  /// the kernel does not let go would block its successor too. Who used it has told it to end.
  ///
  /// - Parameter isWanted: whether to wait on, asked before each worker.
  func waitUntilFree(
    _ bus: Int, while isWanted: @LoopActor () -> Bool = { true }
  ) async throws(WorkerFailure) {
    while isWanted(), let earlier = processes[bus] {
      guard await earlier.waitForExit() else { throw .isKept }
    }
  }

  /// Starts a worker on `bus`.
  ///
  /// - Parameter onEnd: called once, when the worker has ended and is reaped.
  func start(
    on bus: Int, onEnd: @escaping @LoopActor () -> Void
  ) throws(WorkerFailure) -> WorkerProcess {
    if isStopped { throw .ended }
    guard processes[bus] == nil else { throw .isKept }
    do throws(GLibError) {
      let process = try WorkerProcess(executable: executable, bus: bus, clock: clock) {
        [weak self] in
        self?.processes[bus] = nil
        onEnd()
      }
      processes[bus] = process
      return process
    } catch {
      throw .notStarted(error.message, isMissing: error.isMissingProgram)
    }
  }

  /// Ends all workers, and waits until they are gone, but not for long: the kernel may keep one.
  public func stop(within time: Duration) async {
    isStopped = true
    for process in processes.values { process.kill() }
    let all = LoopTask { [processes] in
      for process in processes.values { _ = await process.waitForExit() }
    }
    _ = await all.value(within: time, on: clock)
  }
}

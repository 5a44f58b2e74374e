import GLibKit
import Glibc
import LightenWorkerProtocol

/// One life of a worker process: from its start until it ends or is killed.
@LoopActor
final class WorkerProcess {
  /// A start that takes longer is hung. It covers detection and several reads, each of which may
  /// need all its retries.
  static let startTime: Duration = .seconds(10)
  /// A worker that was killed is gone at once, unless it is in a kernel call that does not end.
  static let exitTime: Duration = .seconds(5)

  private let socket: PacketSocket
  private let process: ChildProcess
  private let clock: any LoopClock
  private let onEnd: @LoopActor () -> Void
  private var source: LoopSource?
  private var timer: (any LoopTimer)?
  private var answer: CheckedContinuation<Result<[UInt8], WorkerFailure>, Never>?
  private(set) var hasEnded = false
  private var wasHung = false

  /// Starts the worker for an I2C bus; `onEnd` is called once, when it has ended by itself or by
  /// a kill, after which it is reaped.
  init(
    executable: String, bus: Int, clock: any LoopClock, onEnd: @escaping @LoopActor () -> Void
  ) throws(GLibError) {
    guard let (ours, theirs) = PacketSocket.pair() else {
      throw GLibError(message: "no descriptors left for a socket to the worker")
    }
    socket = ours
    self.clock = clock
    self.onEnd = onEnd
    let relay = ExitRelay()
    process = try ChildProcess(
      arguments: [executable, String(bus)], socket: theirs.descriptor
    ) { _ in relay.action?() }
    relay.action = { [weak self] in self?.ended() }
    source = LoopSource.readable(ours.descriptor) { [weak self] in self?.receive() ?? false }
  }

  /// The process id.
  var id: Int32 { process.id }

  /// Waits for the worker's first packet.
  func greeting() async throws(WorkerFailure) -> WorkerGreeting {
    let packet = try await packet(within: Self.startTime)
    guard let greeting = WorkerGreeting(packet: packet) else {
      kill()
      throw WorkerGreeting.isOfAnotherVersion(packet) ? .isOther : .ended
    }
    return greeting
  }

  /// Sends a request and waits for the reply; one that has not come in time means that the worker
  /// hangs. One at a time.
  func perform(
    _ request: WorkerRequest, within time: Duration
  ) async throws(WorkerFailure) -> WorkerReply {
    guard !hasEnded, socket.send(request.packet) else {
      kill()
      throw .ended
    }
    guard let reply = WorkerReply(packet: try await packet(within: time)) else {
      kill()
      throw .ended
    }
    return reply
  }

  /// Ends the worker at once.
  func kill() {
    process.signal(SIGKILL)
    hangUp()
  }

  /// Waits until the process is gone; false when it stays, since it is inside a kernel call that
  /// does not end.
  func waitForExit() async -> Bool {
    let process = process
    return await LoopTask { await process.waitForExit() }
      .value(within: Self.exitTime, on: clock) != nil
  }

  private func packet(within deadline: Duration) async throws(WorkerFailure) -> [UInt8] {
    if hasEnded { throw wasHung ? .hung : .ended }
    timer = clock.schedule(after: deadline) { [weak self] in
      self?.wasHung = true
      self?.kill()
    }
    let result = await withCheckedContinuation { answer = $0 }
    timer?.cancel()
    timer = nil
    return try result.get()
  }

  private func receive() -> Bool {
    guard let packet = socket.receive() else {
      hangUp()
      return false
    }
    guard let waiting = answer else {
      // Nobody asked: not our worker's way of speaking.
      kill()
      return false
    }
    answer = nil
    waiting.resume(returning: .success(packet))
    return true
  }

  /// No more answers come; who waits for one is told.
  private func hangUp() {
    hasEnded = true
    source?.cancel()
    source = nil
    let waiting = answer
    answer = nil
    waiting?.resume(returning: .failure(wasHung ? .hung : .ended))
  }

  private func ended() {
    // Its last packet counts: one that finds no monitor says so and ends, and we may hear of its end
    // first.
    if answer != nil, socket.waitUntilReadable(milliseconds: 0) { _ = receive() }
    hangUp()
    onEnd()
  }
}

/// Lets the exit handler reach an object that is not complete yet when the process starts.
@LoopActor
private final class ExitRelay {
  var action: (@LoopActor () -> Void)?
}

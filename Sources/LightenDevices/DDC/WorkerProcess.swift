import GLibKit
import Glibc
import LightenWorkerProtocol

/// One life of a worker process: from its start until it ends or is killed.
@LoopActor
final class WorkerProcess {
  /// Why there is no answer.
  enum Failure: Error {
    /// The process ended.
    case ended
    /// The process did not answer in time and was killed.
    case hung
  }

  /// An operation that takes longer is hung: DDC/CI needs 0.1 s, and a second with all retries.
  static let deadline: Duration = .seconds(5)
  /// A capabilities string comes in up to 2000 fragments of 0.1 s each; real ones in 10 to 20.
  static let longDeadline: Duration = .seconds(10)

  private let socket: PacketSocket
  private let process: ChildProcess
  private let clock: any LoopClock
  private let onEnd: @LoopActor () -> Void
  private var source: LoopSource?
  private var timer: (any LoopTimer)?
  private var answer: CheckedContinuation<Result<[UInt8], Failure>, Never>?
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

  /// Waits for the worker's first packet. It covers detection and several reads, each of which
  /// may need all its retries.
  func greeting() async throws(Failure) -> WorkerGreeting {
    let packet = try await packet(within: Self.longDeadline)
    guard let greeting = WorkerGreeting(packet: packet) else {
      kill()
      throw .ended
    }
    return greeting
  }

  /// Sends a request and waits for the reply. One at a time.
  func perform(_ request: WorkerRequest) async throws(Failure) -> WorkerReply {
    guard !hasEnded, socket.send(request.packet) else {
      kill()
      throw .ended
    }
    let deadline = request == .capabilities ? Self.longDeadline : Self.deadline
    guard let reply = WorkerReply(packet: try await packet(within: deadline)) else {
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
      .value(within: Self.deadline, on: clock) != nil
  }

  private func packet(within deadline: Duration) async throws(Failure) -> [UInt8] {
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
    hangUp()
    onEnd()
  }
}

/// Lets the exit handler reach an object that is not complete yet when the process starts.
@LoopActor
private final class ExitRelay {
  var action: (@LoopActor () -> Void)?
}

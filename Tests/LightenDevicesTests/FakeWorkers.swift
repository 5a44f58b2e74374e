import GLibKit
import Glibc
import LightenCore
import LightenWorkerProtocol
import LoopTestSupport

@testable import LightenDevices

/// Workers that do what a test tells: a shell script in place of `lighten-ddc`, which plays the lives
/// of the workers of each bus, one after the other.
///
/// For tests in processes of their own: see `ChildProcessTests`.
@LoopActor
final class FakeWorkers {
  /// What a worker does next.
  enum Step {
    /// Sends a packet.
    case send([UInt8])
    /// Waits for a request.
    case receive
    /// Goes on after `release`.
    case pause
    /// Does nothing more, until it is killed.
    case hang
  }

  /// A monitor's EDID, as the greeting has it.
  static let edid = [UInt8](0..<128)
  /// The greeting of a worker that has found a monitor at 50 of 100.
  static let greeting = Step.send(
    WorkerGreeting(
      version: "2.2.0", edid: edid, brightness: WorkerReply(.ok, current: 50, maximum: 100)
    ).packet)

  /// The greeting of a worker that has found none.
  static let noMonitor = Step.send(
    WorkerGreeting(version: "2.2.0", edid: [], brightness: WorkerReply(.gone)).packet)

  let clock = ManualLoopClock()
  let workers: BusWorkers
  private let folder: TemporaryFolder

  /// Makes a place where the workers of each bus live so; after the last life come more like it. A
  /// life ends by itself after its last step.
  init(_ buses: [Int: [[Step]]]) throws {
    // The time limit of a suite does not end a process that a test has started.
    alarm(50)
    folder = try TemporaryFolder()
    for (bus, lives) in buses {
      for (number, life) in lives.enumerated() {
        let name = number == lives.count - 1 ? "\(bus)-last" : "\(bus)-\(number)"
        try folder.write(life.map(Self.script).joined(separator: "\n"), to: name)
      }
    }
    // Its life's number is the number of starts before it.
    try folder.write(
      """
      #!/bin/sh
      cd \(folder.path)
      touch starts-$1
      read starts <<.
      $(wc -l < starts-$1)
      .
      echo >> starts-$1
      if [ -e $1-$starts ]; then . ./$1-$starts; else . ./$1-last; fi
      """, to: "lighten-ddc")
    chmod(folder.path(of: "lighten-ddc"), 0o700)
    mkfifo(folder.path(of: "gate"), 0o600)
    workers = BusWorkers(executable: folder.path(of: "lighten-ddc"), clock: clock)
  }

  /// How many workers were started on a bus.
  func starts(on bus: Int) -> Int {
    (try? Files.bytes(at: folder.path(of: "starts-\(bus)")))?.count ?? 0
  }

  /// The requests that came to any bus.
  var requests: [WorkerRequest] {
    let bytes = (try? Files.bytes(at: folder.path(of: "requests"))) ?? []
    return stride(from: 0, to: bytes.count - 3, by: 4).compactMap {
      WorkerRequest(packet: Array(bytes[$0..<$0 + 4]))
    }
  }

  /// Waits for something that real processes do, which take real time.
  func wait(until isDone: () -> Bool) async {
    let clock = SystemLoopClock()
    while !isDone() { await clock.sleep(for: .milliseconds(5)) }
  }

  /// Waits as `wait` does, while time passes between two workers on a bus. A worker is real, and gets
  /// all the time that it needs.
  func passTime(on bus: Int, until isDone: () -> Bool) async {
    while !isDone() {
      if workers.processes[bus] == nil { await clock.advance(by: .milliseconds(100)) }
      await SystemLoopClock().sleep(for: .milliseconds(5))
    }
  }

  /// Lets a worker go on that pauses.
  func release() {
    let gate = open(folder.path(of: "gate"), O_WRONLY)
    _ = Glibc.write(gate, "\n", 1)
    close(gate)
  }

  /// Ends all workers.
  func stop() async { await workers.stop(within: .seconds(20)) }

  private static func script(_ step: Step) -> String {
    switch step {
    case .send(let packet):
      let escaped = packet.map { byte in
        "\\" + String(repeating: "0", count: byte < 8 ? 2 : byte < 64 ? 1 : 0)
          + String(byte, radix: 8)
      }
      return "printf '\(escaped.joined())' >&3"
    case .receive: return "dd bs=4 count=1 <&3 >> requests 2>/dev/null"
    case .pause: return "read line < gate"
    case .hang: return "exec sleep 1000"
    }
  }
}

/// How an operation fails; nil when it does not, or in another way.
@LoopActor
func failure<Failure: Error, Value>(
  _ type: Failure.Type, of operation: @LoopActor () async throws -> Value
) async -> Failure? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error as? Failure
  }
}

import GLibKit
import Glibc
import LightenCore

/// Runs a command for each event, one at a time.
@LoopActor
final class CommandRunner {
  private let command: [String]
  private var queue = EventQueue()
  private var running: ChildProcess?
  private var isStopped = false

  /// Runs `command`: a program and its arguments.
  init(_ command: [String]) {
    self.command = command
  }

  /// Runs the command for an event, after those that wait.
  func add(_ event: AutomationEvent) {
    queue.add(event)
    runNext()
  }

  /// Runs no more; who is under way is told to end.
  func stop() {
    isStopped = true
    queue.removeAll()
    running?.signal(SIGTERM)
  }

  private func runNext() {
    while running == nil, !isStopped, let event = queue.next() { run(event) }
  }

  private func run(_ event: AutomationEvent) {
    do throws(GLibError) {
      running = try ChildProcess(
        command: command, environment: event.variables, isGroup: false, intoLog: false
      ) { [weak self] status in
        self?.ended(event, WaitStatus(status))
      }
    } catch {
      report(event, "could not be run: \(error.message)")
    }
  }

  private func ended(_ event: AutomationEvent, _ status: WaitStatus) {
    running = nil
    if !isStopped, status.exitStatus != 0 { report(event, "\(status.sentence).") }
    runNext()
  }

  private func report(_ event: AutomationEvent, _ sentence: String) {
    let display = event.display.map { ", display \($0.number)" } ?? ""
    Session.report(nil, "\(command[0]) (\(event.kind.rawValue)\(display)) \(sentence)")
  }
}

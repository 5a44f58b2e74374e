import Glibc
import Testing

@testable import GLibKit

/// In processes of their own: Swift Testing takes SIGCHLD for itself in this one, and GLib, which
/// hears of ended children by it, would wait forever.
@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
  @Test func tellsTheWaitStatus() async {
    await #expect(processExitsWith: .success) {
      let status = MainLoop.run { await waitStatus(of: ["/bin/sh", "-c", "exit 3"]) }
      // The exit status is in the second byte (POSIX wait).
      #expect(status == 3 << 8)
    }
  }

  @Test func tellsTheSignal() async {
    await #expect(processExitsWith: .success) {
      let status = MainLoop.run { await waitStatus(of: ["/bin/sleep", "60"], signal: SIGKILL) }
      #expect(status == SIGKILL)
    }
  }

  @Test func answersEverybodyWhoWaits() async {
    await #expect(processExitsWith: .success) {
      let hasEnded = MainLoop.run {
        guard
          let child = try? ChildProcess(arguments: ["/bin/true"], socket: 2, onExit: { _ in })
        else { return false }
        let tasks = (0..<3).map { _ in LoopTask { await child.waitForExit() } }
        for task in tasks { await task.value }
        // Neither waits nor hits another process that got the id.
        await child.waitForExit()
        child.signal(SIGKILL)
        return child.hasEnded
      }
      #expect(hasEnded)
    }
  }

  /// Also one that nobody has kept: it would stay a zombie.
  @Test func reapsEachChild() async {
    await #expect(processExitsWith: .success) {
      let status = MainLoop.run { () -> Int32? in
        await withCheckedContinuation { (continuation: CheckedContinuation<Int32?, Never>) in
          do throws(GLibError) {
            _ = try ChildProcess(arguments: ["/bin/sh", "-c", "exit 3"], socket: 2) {
              continuation.resume(returning: $0)
            }
          } catch {
            continuation.resume(returning: nil)
          }
        }
      }
      #expect(status == 3 << 8)
      #expect(waitpid(-1, nil, WNOHANG) == -1 && errno == ECHILD)
    }
  }

  @Test func givesTheChildItsSocketAsDescriptor3() async {
    await #expect(processExitsWith: .success) {
      var ends: [Int32] = [-1, -1]
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      #expect(socketpair(AF_UNIX, type, 0, &ends) == 0)
      let (ours, theirs) = (ends[0], ends[1])
      let status = MainLoop.run {
        await waitStatus(of: ["/bin/sh", "-c", "echo hello >&3; echo out; echo err >&2"], theirs)
      }
      close(theirs)
      var buffer = [UInt8](repeating: 0, count: 16)
      let count = read(ours, &buffer, buffer.count)
      #expect(String(decoding: buffer[..<max(count, 0)], as: UTF8.self) == "hello\n")
      // All three could be written to.
      #expect(status == 0)
    }
  }

  @Test func givesAUsersCommandItsVariablesAndAGroup() async {
    await #expect(processExitsWith: .success) {
      // Found in PATH, with nothing to read, and the leader of a process group.
      let script =
        #"test "$LIGHTEN_A $LIGHTEN_B" = "x y z " && ! read line && "#
        + #"test "$(ps -o pgid= -p $$ | tr -d ' ')" = $$ && exit 4"#
      let status = MainLoop.run { await commandStatus(["sh", "-c", script], isGroup: true) }
      #expect(status?.exitStatus == 4)
    }
  }

  @Test func reachesAllOfAGroup() async {
    await #expect(processExitsWith: .success) {
      // The shell survives the signal; what it waits for does not.
      let script = "trap : USR1; sleep 60; exit 5"
      let status = MainLoop.run {
        await commandStatus(["sh", "-c", script], isGroup: true, signal: SIGUSR1)
      }
      #expect(status?.exitStatus == 5)
    }
  }

  @Test func saysThatTheProgramIsMissing() async {
    await #expect(processExitsWith: .success) {
      let message = MainLoop.run { () -> String? in
        do throws(GLibError) {
          _ = try ChildProcess(arguments: ["/nowhere/lighten-ddc"], socket: 2) { _ in }
          return nil
        } catch {
          return error.message
        }
      }
      #expect(message != nil)
    }
  }
}

/// How a child ends, nil when it cannot be started.
@LoopActor
private func waitStatus(
  of arguments: [String], _ socket: Int32 = 2, signal: Int32? = nil
) async -> Int32? {
  await withCheckedContinuation { (continuation: CheckedContinuation<Int32?, Never>) in
    let kept = Kept()
    do throws(GLibError) {
      kept.child = try ChildProcess(arguments: arguments, socket: socket) { status in
        kept.child = nil
        continuation.resume(returning: status)
      }
      if let signal { kept.child?.signal(signal) }
    } catch {
      continuation.resume(returning: nil)
    }
  }
}

/// How a user's command ends, nil when it cannot be started; its group gets `signal` until then.
@LoopActor
private func commandStatus(
  _ command: [String], isGroup: Bool, signal: Int32? = nil
) async -> WaitStatus? {
  let kept = Kept()
  let clock = SystemLoopClock()
  return await withCheckedContinuation { continuation in
    do throws(GLibError) {
      kept.child = try ChildProcess(
        command: command, environment: ["LIGHTEN_A": "x y", "LIGHTEN_B": "z "], isGroup: isGroup,
        intoLog: true
      ) { status in
        kept.timer = nil
        continuation.resume(returning: WaitStatus(status))
      }
    } catch {
      continuation.resume(returning: nil)
      return
    }
    if let signal { kept.repeatSignal(signal, clock) }
  }
}

@LoopActor
private final class Kept {
  var timer: (any LoopTimer)?

  /// Signals the group now and then: it may not be as far as to listen.
  func repeatSignal(_ signal: Int32, _ clock: any LoopClock) {
    timer = clock.schedule(after: .milliseconds(100)) { [weak self] in
      self?.child?.signalGroup(signal)
      self?.repeatSignal(signal, clock)
    }
  }

  var child: ChildProcess?
}

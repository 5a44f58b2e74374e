import Glibc
import LoopTestSupport
import Testing

@testable import GLibKit

@Suite(.onLoop, .timeLimit(.minutes(1))) struct LoopSourceTests {
  let clock = SystemLoopClock()
  let notes = Notes()

  @Test @LoopActor func firesATimerOnceAndNotTooSoon() async {
    let start = clock.now
    let moment = Moment()
    let timer = LoopSource.timer(after: .milliseconds(30)) { [clock, notes] in
      notes.add("fired")
      moment.time = clock.now
    }
    #expect(timer.isActive)
    await clock.sleep(for: .milliseconds(100))
    #expect(notes.texts == ["fired"])
    #expect(moment.time.map { $0 - start >= .milliseconds(30) } == true)
    #expect(!timer.isActive)
    timer.cancel()
  }

  /// GLib's timers know milliseconds; one that is rounded down would fire too soon and again.
  @Test @LoopActor func roundsTimersUp() async {
    let start = clock.now
    await clock.sleep(for: .microseconds(4_100))
    #expect(clock.now - start >= .microseconds(4_100))
  }

  @Test @LoopActor func cancelsTimers() async {
    let timer = LoopSource.timer(after: .milliseconds(5)) { [notes] in notes.add("fired") }
    timer.cancel()
    timer.cancel()
    #expect(!timer.isActive)
    await clock.sleep(for: .milliseconds(30))
    #expect(notes.texts == [])
  }

  @Test @LoopActor func stopsTimersThatAreReleased() async {
    var timer: LoopSource? = LoopSource.timer(after: .milliseconds(5)) { [notes] in
      notes.add("fired")
    }
    #expect(timer != nil)
    timer = nil
    await clock.sleep(for: .milliseconds(30))
    #expect(notes.texts == [])
  }

  /// What the action holds goes with the source, else each timer would leak its owner.
  @Test @LoopActor func releasesTheActionOfACancelledTimer() async {
    weak var held: Moment?
    do {
      let moment = Moment()
      held = moment
      let timer = LoopSource.timer(after: .seconds(60)) { moment.time = .zero }
      timer.cancel()
    }
    await TestLoop.settle()
    #expect(held == nil)
  }

  @Test @LoopActor func watchesADescriptorUntilItIsEnough() async throws {
    let (reader, writer) = try ends()
    let source = LoopSource.readable(reader) { [notes] in
      var byte: UInt8 = 0
      let count = read(reader, &byte, 1)
      notes.add(count == 1 ? "\(byte)" : "end")
      return count == 1
    }
    await TestLoop.settle()
    #expect(notes.texts == [])
    #expect(write(writer, [1, 2] as [UInt8], 2) == 2)
    await until { notes.texts.count == 2 }
    close(writer)
    await until { notes.texts.count == 3 }
    #expect(notes.texts == ["1", "2", "end"])
    // A source that goes on would call again and again at the end.
    await clock.sleep(for: .milliseconds(20))
    #expect(notes.texts.count == 3)
    #expect(!source.isActive)
    close(reader)
  }

  @Test @LoopActor func hearsOnceThatNobodyReadsAnyMore() async throws {
    let (reader, writer) = try ends()
    let source = LoopSource.hangUp(of: writer) { [notes] in notes.add("closed") }
    // What is written and not yet read is no reason.
    #expect(write(writer, [1] as [UInt8], 1) == 1)
    await TestLoop.settle()
    #expect(notes.texts == [])
    close(reader)
    await until { notes.texts.count == 1 }
    await clock.sleep(for: .milliseconds(20))
    #expect(notes.texts == ["closed"])
    #expect(!source.isActive)
    close(writer)
  }

  @Test @LoopActor func hearsUnixSignals() async {
    let source = LoopSource.unixSignal(SIGUSR1) { [notes] in notes.add("signal") }
    kill(getpid(), SIGUSR1)
    await until { notes.texts.count == 1 }
    kill(getpid(), SIGUSR1)
    await until { notes.texts.count == 2 }
    #expect(notes.texts == ["signal", "signal"])
    source.cancel()
  }

  private func ends() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    return (ends[0], ends[1])
  }

  /// Waits for something that the kernel brings; a test that waits in vain fails by what follows.
  @LoopActor private func until(_ isDone: () -> Bool) async {
    let end = clock.now + .seconds(10)
    while !isDone() && clock.now < end { await clock.sleep(for: .milliseconds(1)) }
  }
}

@LoopActor
private final class Moment {
  var time: Duration?
}

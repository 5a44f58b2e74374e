import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct HookRunnerTests {
  @LoopActor
  private final class Room {
    let clock = ManualLoopClock()
    let hooks = FakeHooks()
    let runner: HookRunner

    init(_ names: String...) {
      hooks.listing = HookListing(hooks: names)
      runner = HookRunner(folder: hooks, launcher: hooks, clock: clock)
    }

    func add(_ kind: AutomationEvent.Kind, _ number: Int? = nil) async {
      let display = number.map {
        EventDisplay(
          number: $0, name: "", alias: "", connector: "", id: "", serial: "", kind: "", state: "",
          brightness: nil)
      }
      runner.add(AutomationEvent(kind, display))
      await clock.advance(by: .zero)
    }

    func end(display: Int? = nil, status: Int32 = 0) async {
      hooks.end(display: display, status: status)
      await clock.advance(by: .zero)
    }
  }

  @Test @LoopActor func runsOneAfterTheOtherInNameOrder() async {
    let room = Room("a", "b")
    await room.add(.added, 0)
    #expect(room.hooks.names == ["a added 0"])
    await room.end(status: 3 << 8)
    #expect(room.hooks.names == ["b added 0"])
    await room.end()
    #expect(room.hooks.names == [])
    #expect(room.clock.untilNext == nil)
  }

  @Test @LoopActor func keepsTheOrderOfADisplaysEvents() async {
    let room = Room("a")
    for kind in [AutomationEvent.Kind.added, .changed, .removed] { await room.add(kind, 0) }
    for kind in ["added", "changed", "removed"] {
      #expect(room.hooks.names == ["a \(kind) 0"])
      await room.end()
    }
  }

  @Test @LoopActor func handlesFourDisplaysAtOnceAndNoMore() async {
    let room = Room("a", "b")
    for number in 0..<6 { await room.add(.changed, number) }
    await room.add(.wake)
    #expect(room.hooks.names == (0..<4).map { "a changed \($0)" })
    await room.end(display: 2)
    await room.end(display: 2)
    #expect(room.hooks.names.last == "a changed 4")
    for _ in 0..<20 { await room.end() }
    #expect(room.hooks.started.count == 14)
    #expect(room.hooks.most == 4)
  }

  @Test @LoopActor func keepsTheNewestChangeWhileOneRuns() async {
    let room = Room("a")
    for _ in 0..<100 { await room.add(.changed, 0) }
    #expect(room.hooks.started.count == 1)
    await room.end()
    await room.end()
    #expect(room.hooks.started.count == 2)
    #expect(room.hooks.names == [])
  }

  @Test @LoopActor func endsWhatRunsForTooLong() async {
    let room = Room("a", "b")
    await room.add(.added, 0)
    await room.clock.advance(by: RunningHook.longestTime - .milliseconds(1))
    #expect(room.hooks.signals == [])
    await room.clock.advance(by: .milliseconds(1))
    #expect(room.hooks.signals == ["a added 0: 15"])
    await room.clock.advance(by: RunningHook.endTime - .milliseconds(1))
    #expect(room.hooks.signals.count == 1)
    await room.clock.advance(by: .milliseconds(1))
    #expect(room.hooks.signals.last == "a added 0: 9")
    #expect(room.hooks.names == ["b added 0"])
  }

  @Test @LoopActor func sparesWhatEndsWhenItIsToldTo() async {
    let room = Room("a")
    await room.add(.added, 0)
    await room.clock.advance(by: RunningHook.longestTime)
    await room.end(status: 15)
    await room.clock.advance(by: RunningHook.longestTime)
    #expect(room.hooks.signals == ["a added 0: 15"])
    #expect(room.clock.untilNext == nil)
  }

  @Test @LoopActor func goesOnAfterOneThatCannotBeStarted() async {
    let room = Room("a", "b")
    room.hooks.broken = ["a"]
    await room.add(.added, 0)
    #expect(room.hooks.names == ["b added 0"])
  }

  @Test @LoopActor func looksForHooksAnewForEachEvent() async {
    let room = Room()
    await room.add(.added, 0)
    room.hooks.listing.hooks = ["new"]
    await room.add(.changed, 0)
    #expect(room.hooks.started == ["new changed 0"])
  }

  @Test @LoopActor func stops() async {
    let room = Room("a", "b")
    await room.add(.added, 0)
    await room.add(.changed, 0)
    room.runner.stop()
    #expect(room.hooks.signals == ["a added 0: 15"])
    await room.end()
    await room.add(.added, 1)
    #expect(room.hooks.started == ["a added 0"])
  }
}

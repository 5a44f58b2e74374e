import GLibKit
import LoopTestSupport
import Testing

@testable import LightenCommand

@Suite(.onLoop) struct PanelLinesTests {
  /// What was written.
  @LoopActor private final class Written {
    var lines: [String] = []
    nonisolated init() {}
  }

  private let clock = ManualLoopClock()
  private let written = Written()

  @LoopActor private func lines() -> PanelLines {
    PanelLines(clock: clock) { [written] in written.lines.append($0) }
  }

  @Test @LoopActor func writesALineAtOnceAndOnce() async {
    let lines = lines()
    lines.show("a")
    #expect(written.lines == ["a"])
    lines.show("a")
    await clock.advance(by: .seconds(1))
    lines.show("a")
    #expect(written.lines == ["a"])
    // No timer without a change.
    #expect(clock.untilNext == nil)
    lines.show("b")
    #expect(written.lines == ["a", "b"])
  }

  @Test @LoopActor func writesTheLatestOfABurst() async {
    let lines = lines()
    for line in ["a", "b", "c", "d"] { lines.show(line) }
    #expect(written.lines == ["a"])
    await clock.advance(by: PanelLines.gap)
    #expect(written.lines == ["a", "d"])
    lines.show("e")
    #expect(written.lines == ["a", "d"])
    await clock.advance(by: PanelLines.gap)
    #expect(written.lines == ["a", "d", "e"])
  }

  @Test @LoopActor func writesNothingAboutWhatIsPast() async {
    let lines = lines()
    for line in ["a", "b", "a"] { lines.show(line) }
    await clock.advance(by: .seconds(1))
    #expect(written.lines == ["a"])
    #expect(clock.untilNext == nil)
  }
}

import LightenInterface
import Testing

@testable import LightenCommand

@Suite struct KnownDisplaysTests {
  @Test func aMonitorThatWasThereIsNotNew() {
    var known = KnownDisplays([.monitor(0), .monitor(1)])
    let answers = [1, 2, 2].map { known.came(.monitor($0)) }
    #expect(answers == [false, true, false])
  }

  @Test func anUnpluggedOneIsNewAgain() {
    var known = KnownDisplays([.monitor(0)])
    known.went(.monitor(0))
    #expect(known.missing(among: []).isEmpty)
    let isNew = known.came(.monitor(0))
    #expect(isNew)
  }

  @Test func anotherMonitorWithTheSameNumberIsNew() {
    var known = KnownDisplays([.monitor(0, id: "A")])
    let isNew = known.came(.monitor(0, id: "B"))
    #expect(isNew)
  }

  @Test func thoseThatDidNotComeBackAreMissing() {
    let known = KnownDisplays([.monitor(2), .monitor(0), .monitor(1)])
    #expect(known.missing(among: [.monitor(1), .monitor(3)]).map(\.number) == [0, 2])
    #expect(known.missing(among: [.monitor(0), .monitor(1), .monitor(2)]).isEmpty)
  }
}

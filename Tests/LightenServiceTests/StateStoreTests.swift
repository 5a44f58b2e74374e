import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct StateStoreTests {
  let folder: TemporaryFolder
  let clock = ManualLoopClock()

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path(of: "lighten/state") }

  /// A store that has read the file.
  @LoopActor private func store() async -> StateStore {
    let store = StateStore(path: path, clock: clock)
    await store.start()
    return store
  }

  private func add(_ state: inout SavedState, _ number: Int) {
    state.records[number] = DisplayRecord(number: number, id: "id-\(number)", connector: "DP-1")
    state.next = number + 1
  }

  /// The files in the state's folder.
  private var names: [String] { Files.names(in: folder.path(of: "lighten")) }

  /// What is on the disk, nil when nothing is.
  private var saved: SavedState? {
    (try? Files.text(at: path)).flatMap { try? SavedState(text: $0) }
  }

  @Test @LoopActor func startsWithoutAFile() async {
    let store = await store()
    #expect(store.state == SavedState())
    #expect(store.problem == nil)
    // Nothing is written for nothing, but the lock.
    await store.flush()
    #expect(names == ["state.lock"])
  }

  @Test @LoopActor func savesUrgentChangesAtOnce() async {
    let store = await store()
    store.change(isUrgent: true) { add(&$0, 0) }
    await store.flush()
    #expect(saved == store.state)
    #expect(saved?.records.count == 1)
    #expect(clock.untilNext == nil)
    // The next start finds it.
    await store.close()
    #expect(await self.store().state == store.state)
  }

  @Test @LoopActor func savesOtherChangesTogetherAfterAWhile() async {
    let store = await store()
    store.change { add(&$0, 0) }
    await clock.advance(by: .seconds(3))
    store.change { add(&$0, 1) }
    #expect(clock.untilNext == .seconds(2))
    await clock.advance(by: .milliseconds(1_999))
    #expect(saved == nil)
    await clock.advance(by: .milliseconds(1))
    await store.flush()
    #expect(saved?.records.count == 2)
    #expect(clock.untilNext == nil)
  }

  @Test @LoopActor func writesNothingForNoChange() async {
    let store = await store()
    store.change(isUrgent: true) { _ in }
    store.change { _ in }
    await store.flush()
    #expect(clock.untilNext == nil)
    #expect(names == ["state.lock"])
  }

  @Test @LoopActor func flushesWhatIsNotWritten() async {
    let store = await store()
    store.change { add(&$0, 0) }
    await store.flush()
    #expect(saved == store.state)
    #expect(clock.untilNext == nil)
  }

  @Test @LoopActor func writesInTheOrderOfTheChanges() async {
    let store = await store()
    for number in 0..<10 { store.change(isUrgent: true) { add(&$0, number) } }
    await store.flush()
    #expect(saved?.records.count == 10)
  }

  @Test(arguments: [
    "rubbish", "", "[lighten]\nversion=2\nnext=0\n",
    "[lighten]\nversion=1\nnext=0\n[display 1000000]\nid=x\n",
  ])
  @LoopActor func setsADamagedFileAside(text: String) async throws {
    try Files.makeFolder(folder.path(of: "lighten"))
    try folder.write(text, to: "lighten/state")
    let store = await store()
    #expect(store.state == SavedState())
    #expect(names == ["state.damaged-1", "state.lock"])
    #expect(try Files.text(at: path + ".damaged-1") == text)
    // And it works from there.
    store.change(isUrgent: true) { add(&$0, 0) }
    await store.flush()
    #expect(saved == store.state)
  }

  @Test @LoopActor func keepsTheRestOfAFileThatIsDamagedInParts() async throws {
    let text =
      "[lighten]\nversion=1\nnext=1\n[display 0]\nid=x\nauto=true\ncurve-lux=10\n"
    try Files.makeFolder(folder.path(of: "lighten"))
    try folder.write(text, to: "lighten/state")
    let store = await store()
    #expect(store.state.records[0]?.isAuto == true)
    #expect(try Files.text(at: path + ".damaged-1") == text)
    #expect(try Files.text(at: path) == text)
    store.change(isUrgent: true) { add(&$0, 1) }
    await store.flush()
    #expect(saved == store.state)
  }

  @Test @LoopActor func keepsEveryDamagedFile() async throws {
    try Files.makeFolder(folder.path(of: "lighten"))
    for number in 1...3 {
      try folder.write("rubbish \(number)", to: "lighten/state")
      await store().close()
    }
    #expect(names == ["state.damaged-1", "state.damaged-2", "state.damaged-3", "state.lock"])
    #expect(try Files.text(at: path + ".damaged-2") == "rubbish 2")
  }

  @Test @LoopActor func goesOnWhenItCannotSave() async throws {
    // A file where the folder should be.
    try folder.write("", to: "lighten")
    let store = await store()
    store.change(isUrgent: true) { add(&$0, 0) }
    await store.flush()
    #expect(store.state.records.count == 1)
    try Files.rename(folder.path(of: "lighten"), to: folder.path(of: "file"))
    store.change(isUrgent: true) { add(&$0, 1) }
    await store.flush()
    #expect(saved?.records.count == 2)
  }

  /// A disk that was full for a moment: what could not be saved is not forgotten.
  @Test @LoopActor func savesAtTheEndWhatItCouldNotSaveBefore() async throws {
    try folder.write("", to: "lighten")
    let store = await store()
    store.change(isUrgent: true) { add(&$0, 0) }
    await store.flush()
    try Files.rename(folder.path(of: "lighten"), to: folder.path(of: "file"))
    await store.flush()
    #expect(saved == store.state)
  }
}

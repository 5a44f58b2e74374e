import GLibKit
import Glibc
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenService

/// State files that cannot be read, that others use, and that an interrupted save has left.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct StateFileTests {
  let folder: TemporaryFolder
  let clock = ManualLoopClock()

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path(of: "displays") }
  private let text = "[lighten]\nversion=1\nnext=1\n[display 0]\nid=x\n"

  @LoopActor private func store() async -> StateStore {
    let store = StateStore(path: path, clock: clock)
    await store.start()
    return store
  }

  /// Gives a number out as the manager does.
  @LoopActor private func plug(_ id: String, _ store: StateStore) throws -> Int {
    let isProvisional = store.problem != nil
    var registry = try store.state.registry(isProvisional: isProvisional)
    let number = registry.assign([(id, "card0-DP-1")], connected: [])[0]
    store.change(isUrgent: true) { $0.adopt(registry, isProvisional: isProvisional) }
    return number
  }

  /// What may be where the file should be, and the word for it.
  enum Obstacle: String, CaseIterable {
    case pipe = "a named pipe"
    case folder = "a folder"
    case device = "a device"
    case large = "too large"
    case circle = "symbolic links"
    case missing = "cannot be reached"
  }

  private func put(_ obstacle: Obstacle) throws {
    switch obstacle {
    case .pipe: #expect(mkfifo(path, 0o600) == 0)
    case .folder: try Files.makeFolder(path)
    case .device: symlink("/dev/null", path)
    case .large: try folder.write(String(repeating: "#", count: Files.longest + 1), to: "displays")
    case .circle: symlink("displays", path)
    case .missing: symlink("unmounted/displays", path)
    }
  }

  @Test(arguments: Obstacle.allCases)
  @LoopActor func leavesAloneWhatCannotBeRead(obstacle: Obstacle) async throws {
    try put(obstacle)
    let before = Files.names(in: folder.path)
    let store = await store()
    #expect(store.problem?.contains(obstacle.rawValue) == true)
    #expect(try plug("x", store) == 1000)
    #expect(try plug("y", store) == 1001)
    #expect(try plug("x", store) == 1000)
    await store.flush()
    #expect(Files.names(in: folder.path).filter { $0 != "displays.lock" } == before)

    // The user puts it in order: the displays that are there keep their numbers.
    try Files.rename(path, to: folder.path(of: "aside"))
    try folder.write(text, to: "displays")
    await store.readAgain()
    #expect(store.problem == nil)
    #expect(store.state.records.keys.sorted() == [0, 1000, 1001])
    #expect(try plug("x", store) == 0)
    #expect(try plug("z", store) == 1)
    await store.flush()
    let saved = try SavedState(text: Files.text(at: path))
    #expect(saved.records.keys.sorted() == [0, 1])
    #expect(saved.next == 2)
  }

  /// What is active counts, and not what was active before the file could not be read.
  @Test @LoopActor func keepsTheProfileOfMeanwhile() async throws {
    #expect(mkfifo(path, 0o600) == 0)
    let store = await store()
    #expect(try plug("x", store) == 1000)
    let desk = AppliedProfile(name: "desk", displays: [1000])
    store.change { $0.profile = desk }
    unlink(path)
    try folder.write(
      text.replacing("next=1\n", with: "next=1\nprofile=old\nprofile-displays=0\n"),
      to: "displays")
    await store.readAgain()
    #expect(store.state.profile == desk)
    // The next start must not go on with the earlier one.
    await store.close()
    #expect(try SavedState(text: Files.text(at: path)).profile == nil)
  }

  @Test @LoopActor func takesTheProfileOfTheFileAtTheStart() async throws {
    try folder.write(
      text.replacing("next=1\n", with: "next=1\nprofile=old\nprofile-displays=0\n"),
      to: "displays")
    #expect(await store().state.profile == AppliedProfile(name: "old", displays: [0]))
  }

  /// The sentence around it has the path already.
  @Test @LoopActor func saysThePathOnce() async throws {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(await store().problem == "it is a named pipe, not a file")
    unlink(path)
    symlink("pipe", path)
    #expect(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
    // Where a link leads is something else.
    let target = folder.path(of: "pipe")
    #expect(await store().problem == "\(target): it is a named pipe, not a file")
  }

  @Test @LoopActor func aFileInPlaceOfTheFolderIsNoState() async throws {
    try folder.write("", to: "file")
    let store = StateStore(path: folder.path(of: "file/displays"), clock: clock)
    await store.start()
    #expect(store.problem == nil)
    #expect(try plug("x", store) == 0)
  }

  /// It may be in the way of the state of a home that is not mounted.
  @Test @LoopActor func replacesNoDeviceThatCameLater() async throws {
    let store = await store()
    #expect(mkfifo(path, 0o600) == 0)
    #expect(try plug("x", store) == 0)
    await store.flush()
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(Files.names(in: folder.path) == ["displays", "displays.lock"])
  }

  @Test(arguments: [true, false])
  @LoopActor func aLinkStaysOne(isThere: Bool) async throws {
    try Files.makeFolder(folder.path(of: "dotfiles"))
    if isThere { try folder.write(text, to: "dotfiles/state") }
    symlink("dotfiles/state", path)
    let store = await store()
    #expect(try plug("x", store) == 0)
    #expect(try plug("y", store) == 1)
    await store.flush()
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(try SavedState(text: Files.text(at: folder.path(of: "dotfiles/state"))) == store.state)
    #expect(Files.names(in: folder.path(of: "dotfiles")) == ["state", "state.lock"])
  }

  @Test @LoopActor func aDamagedTargetIsSetAsideThere() async throws {
    try folder.write("rubbish", to: "state")
    symlink("state", path)
    let store = await store()
    #expect(try plug("x", store) == 0)
    await store.flush()
    #expect(
      Files.names(in: folder.path) == ["displays", "state", "state.damaged-1", "state.lock"])
    #expect(Files.resolved(path) == Files.resolved(folder.path(of: "state")))
  }

  /// The user moves the file among the dotfiles while the service runs.
  @Test @LoopActor func followsAFileThatBecomesALink() async throws {
    let store = await store()
    #expect(try plug("x", store) == 0)
    await store.flush()
    try Files.makeFolder(folder.path(of: "dotfiles"))
    try Files.rename(path, to: folder.path(of: "dotfiles/displays"))
    symlink("dotfiles/displays", path)
    #expect(try plug("y", store) == 1)
    await store.flush()
    #expect(try SavedState(text: Files.text(at: folder.path(of: "dotfiles/displays"))).next == 2)
    #expect(Files.resolved(path) == Files.resolved(folder.path(of: "dotfiles/displays")))
  }

  @Test @LoopActor func aSecondServiceLeavesItAlone() async throws {
    let first = await store()
    #expect(try plug("x", first) == 0)
    await first.flush()
    let second = StateStore(path: path, clock: clock)
    let start = LoopTask { await second.start() }
    while second.problem?.contains("uses it") != true {
      await clock.advance(by: .milliseconds(100))
    }
    await start.value
    #expect(second.problem == "another lightend (process \(getpid())) uses it")
    #expect(try plug("x", second) == 1000)
    await second.flush()
    #expect(try SavedState(text: Files.text(at: path)) == first.state)
    // It looks again when it is asked, and the first may have ended.
    await second.readAgain()
    #expect(second.problem != nil)
    await first.close()
    await second.readAgain()
    #expect(second.problem == nil)
    #expect(second.state.records.keys.sorted() == [0, 1000])
  }

  /// An earlier service that is just ending still has the lock.
  @Test @LoopActor func waitsForOneThatEnds() async throws {
    let first = await store()
    #expect(try plug("x", first) == 0)
    let second = StateStore(path: path, clock: clock)
    let start = LoopTask { await second.start() }
    await clock.advance(by: .milliseconds(300))
    await first.close()
    while second.problem != nil { await clock.advance(by: .milliseconds(100)) }
    await start.value
    #expect(second.state.records.count == 1)
  }

  /// One that was stopped before it ended, and goes on later, must not save any more.
  @Test @LoopActor func aPredecessorNeverOverwrites() async throws {
    let first = await store()
    #expect(try plug("x", first) == 0)
    await first.flush()
    let second = StateStore(path: path, clock: clock)
    await second.start(after: getpid())
    #expect(second.problem == nil)
    #expect(try plug("y", second) == 1)
    await second.flush()
    #expect(try plug("z", first) == 1)
    await first.flush()
    #expect(first.problem?.contains("another lightend") == true)
    #expect(try SavedState(text: Files.text(at: path)) == second.state)
    // Nor does its end take the lock from the successor.
    await first.close()
    #expect(try plug("a", second) == 2)
    await second.flush()
    #expect(try SavedState(text: Files.text(at: path)) == second.state)
    #expect(Files.names(in: folder.path) == ["displays", "displays.lock"])
  }

  /// It is stopped between its look at the lock and the rename: the file that it would rename is gone.
  @Test func aRenameThatComesTooLateFails() throws {
    let file = StateFile(path: path)
    let first = try file.open(from: nil)
    let new = StateFile.newName(path)
    try Files.writeDurably(new, "of the first")
    #expect(first.lock?.isHeld == true)
    let second = try file.open(from: getpid())
    #expect(first.lock?.isHeld == false)
    #expect(second.lock?.isHeld == true)
    let error = #expect(throws: GLibError.self) { try Files.putInPlace(new, path) }
    #expect(error?.isNotFound == true)
    #expect(throws: StateFile.Failure.used(by: 0)) { try file.save("of the first", first) }
    #expect(!Files.exists(path))
  }

  /// Somebody else than the predecessor keeps it.
  @Test func takesTheLockFromNobodyElse() throws {
    let file = StateFile(path: path)
    let first = try file.open(from: nil)
    #expect(throws: StateFile.Failure.used(by: getpid())) { try file.open(from: getpid() + 1) }
    #expect(first.lock?.isHeld == true)
  }

  /// The user may delete the folder; that is no reason to save no more.
  @Test @LoopActor func savesAfterTheFolderWasDeleted() async throws {
    let store = StateStore(path: folder.path(of: "lighten/displays"), clock: clock)
    await store.start()
    #expect(try plug("x", store) == 0)
    await store.flush()
    for name in ["displays", "displays.lock"] { unlink(folder.path(of: "lighten/\(name)")) }
    rmdir(folder.path(of: "lighten"))
    #expect(try plug("y", store) == 1)
    await store.flush()
    #expect(try SavedState(text: Files.text(at: folder.path(of: "lighten/displays"))).next == 2)
  }

  @Test @LoopActor func removesWhatAnInterruptedSaveLeft() async throws {
    let remnants = [
      "displays.new-123", "displays.new-123.lock", "displays.X7f2aQ", "displays.Q1w2E3",
      "displays.q1W2Ab",
    ]
    let others = [
      "displays", "displays.backup", "displays.damaged-1", "displays.damaged-1.backup",
      "displays.new-one", "displays.new-2-mine", "displays.new-2.txt", "displays.new-",
      "displays.old",
      "displays.241126", "displays.old123", "displays.Old123", "displays.BACKUP", "displays.Backup",
      "displays.ABC123", "displays.MyOld1", "displays.v2Beta", "displays.2024Q3",
      "displays.X7f2aQz",
      "displays.damaged-2.Q1w2E3",
      "simulated-displays", "simulated-displays.X7f2aQ",
    ]
    for name in remnants + others { try folder.write(text, to: name) }
    _ = await store()
    #expect(Files.names(in: folder.path) == (others + ["displays.lock"]).sorted())
  }
}

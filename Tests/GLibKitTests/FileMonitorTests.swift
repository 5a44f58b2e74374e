import Glibc
import LoopTestSupport
import Testing

@testable import GLibKit

/// A file that is changed in every way that people and programs know.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct FileMonitorTests {
  let folder: TemporaryFolder
  let clock = SystemLoopClock()

  init() throws { folder = try TemporaryFolder() }

  /// Watches `conf`, makes a change, and waits until the file reads as `text` when a change is told.
  @LoopActor private func hears(
    _ text: String?, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: () throws -> Void
  ) async throws {
    let path = folder.path(of: "conf")
    let seen = Seen()
    let monitor = FileMonitor(path: path) { seen.text = .some(try? Files.text(at: path)) }
    try await monitor.start()
    try change()
    let end = clock.now + .seconds(10)
    while seen.text != .some(text), clock.now < end { await clock.sleep(for: .milliseconds(1)) }
    #expect(seen.text == .some(text), sourceLocation: sourceLocation)
    withExtendedLifetime(monitor) {}
  }

  @Test @LoopActor func thatIsMade() async throws {
    try await hears("x") { try Files.replace(folder.path(of: "conf"), with: "x") }
  }

  @Test @LoopActor func thatIsWrittenReplacedAndDeleted() async throws {
    try folder.write("old", to: "conf")
    try await hears("new") { try Files.overwrite(folder.path(of: "conf"), with: "new") }
    try await hears("other") { try Files.replace(folder.path(of: "conf"), with: "other") }
    try await hears(nil) { unlink(folder.path(of: "conf")) }
  }

  @Test @LoopActor func thatMayBeReadFromNowOn() async throws {
    try folder.write("x", to: "conf")
    try await hears("x") { chmod(folder.path(of: "conf"), 0o600) }
  }

  @Test @LoopActor func throughALink() async throws {
    try folder.write("old", to: "target")
    symlink("target", folder.path(of: "conf"))
    try await hears("new") { try Files.overwrite(folder.path(of: "target"), with: "new") }
    try await hears("other") { try Files.replace(folder.path(of: "target"), with: "other") }
  }

  @Test @LoopActor func throughAChainOfLinks() async throws {
    try Files.makeFolder(folder.path(of: "dotfiles/work"))
    try folder.write("old", to: "dotfiles/work/conf")
    symlink(folder.path(of: "dotfiles/link"), folder.path(of: "conf"))
    symlink("work/../work/conf", folder.path(of: "dotfiles/link"))
    try await hears("new") {
      try Files.overwrite(folder.path(of: "dotfiles/work/conf"), with: "new")
    }
    try folder.write("home", to: "dotfiles/home")
    try await hears("home") {
      symlink("home", folder.path(of: "dotfiles/new"))
      try Files.rename(folder.path(of: "dotfiles/new"), to: folder.path(of: "dotfiles/link"))
    }
  }

  /// As home managers do: the link is exchanged, then the new target is edited.
  @Test @LoopActor func whoseLinkIsExchanged() async throws {
    for name in ["first", "second"] { try folder.write(name, to: name) }
    symlink("first", folder.path(of: "conf"))
    let path = folder.path(of: "conf")
    let seen = Seen()
    let monitor = FileMonitor(path: path) { seen.text = .some(try? Files.text(at: path)) }
    try await monitor.start()
    for (target, text) in [("second", "second"), ("second", "edited"), ("third", "late")] {
      if text == "edited" {
        try Files.overwrite(folder.path(of: target), with: text)
      } else {
        symlink(target, folder.path(of: "new"))
        try Files.rename(folder.path(of: "new"), to: path)
        // The target may come later.
        if text == "late" {
          await until { seen.text == .some(nil) }
          try folder.write(text, to: target)
        }
      }
      await until { seen.text == .some(text) }
      #expect(seen.text == .some(text))
    }
    withExtendedLifetime(monitor) {}
  }

  @Test @LoopActor func inAFolderThatIsALink() async throws {
    for name in ["a", "b"] {
      try Files.makeFolder(folder.path(of: name))
      try folder.write(name, to: "\(name)/conf")
    }
    symlink("a", folder.path(of: "link"))
    symlink("link/conf", folder.path(of: "conf"))
    try await hears("new") { try Files.overwrite(folder.path(of: "a/conf"), with: "new") }
    try await hears("b") {
      symlink("b", folder.path(of: "new"))
      try Files.rename(folder.path(of: "new"), to: folder.path(of: "link"))
    }
  }

  @Test @LoopActor func inAFolderThatAppears() async throws {
    symlink("one/two/conf", folder.path(of: "conf"))
    try await hears("x") {
      try Files.makeFolder(folder.path(of: "one/two"))
      try folder.write("x", to: "one/two/conf")
    }
  }

  @Test @LoopActor func inAFolderThatIsExchanged() async throws {
    for name in ["a", "b"] {
      try Files.makeFolder(folder.path(of: name))
      try folder.write(name, to: "\(name)/conf")
    }
    symlink("a/conf", folder.path(of: "conf"))
    let path = folder.path(of: "conf")
    let seen = Seen()
    let monitor = FileMonitor(path: path) { seen.text = .some(try? Files.text(at: path)) }
    try await monitor.start()
    try Files.rename(folder.path(of: "a"), to: folder.path(of: "old"))
    try Files.rename(folder.path(of: "b"), to: folder.path(of: "a"))
    await until { seen.text == .some("b") }
    #expect(seen.text == .some("b"))
    // The new folder is the one that is watched.
    try Files.overwrite(folder.path(of: "a/conf"), with: "edited")
    await until { seen.text == .some("edited") }
    #expect(seen.text == .some("edited"))
    withExtendedLifetime(monitor) {}
  }

  /// Links that lead in a circle end somewhere.
  @Test func walksNoCircle() throws {
    symlink("b", folder.path(of: "a"))
    symlink("a", folder.path(of: "b"))
    #expect(LinkWalk(folder.path(of: "a")).end == folder.path(of: "a"))
  }

  @Test func walksToTheEnd() throws {
    symlink("../../outside", folder.path(of: "a"))
    let root = try #require(Files.resolved(folder.path))
    let above = Files.folder(of: Files.folder(of: root))
    #expect(LinkWalk("\(root)/a").end == (above == "/" ? "/outside" : "\(above)/outside"))
    #expect(LinkWalk("\(root)//./x/../b").end == "\(root)/x/../b")
    #expect(LinkWalk("\(root)/b").end == "\(root)/b")
    #expect(LinkWalk("\(root)/x/y/b").missingFolder == nil)
    symlink("nowhere/b", folder.path(of: "c"))
    #expect(LinkWalk("\(root)/c").missingFolder == "\(root)/nowhere")
    symlink("nowhere", folder.path(of: "d"))
    #expect(LinkWalk("\(root)/d").missingFolder == nil)
    #expect(LinkWalk("\(root)/d/x/e").missingFolder == "\(root)/nowhere")
    #expect(LinkWalk("\(root)/d").end == "\(root)/nowhere")
  }

  /// A relative path may begin several folders further up.
  @Test func walksUpFromTheWorkingFolder() throws {
    let working = try #require(Files.resolved("."))
    let depth = max(working.split(separator: "/").count, 2)
    let up = [String](repeating: "..", count: depth).joined(separator: "/")
    let path = up + (try #require(Files.resolved(folder.path)))
    try Files.makeFolder(folder.path(of: "x"))
    symlink("target", folder.path(of: "link"))
    symlink("../target", folder.path(of: "x/link"))
    #expect(LinkWalk("\(path)/link").end == "\(path)/target")
    #expect(LinkWalk("\(path)/x/link").end == "\(path)/target")
    #expect(LinkWalk("\(up)/x").end == "\(up)/x")
  }

  /// Waits for something that the kernel brings; a test that waits in vain fails by what follows.
  @LoopActor private func until(_ isDone: () -> Bool) async {
    let end = clock.now + .seconds(10)
    while !isDone() && clock.now < end { await clock.sleep(for: .milliseconds(1)) }
  }
}

@LoopActor
private final class Seen {
  /// What the file said when the last change was told; nil before the first.
  var text: String??
}

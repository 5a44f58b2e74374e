import Glibc
import LoopTestSupport
import Testing

@testable import GLibKit

@Suite struct FilesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func replacesAFileWhole() throws {
    let path = folder.path(of: "state")
    try Files.replace(path, with: "first, which is longer\n")
    try Files.replace(path, with: "Grüße\n")
    #expect(try Files.text(at: path) == "Grüße\n")
    // Nothing of the temporary file stays.
    #expect(Files.names(in: folder.path) == ["state"])
  }

  @Test func replacesForTheUserOnly() throws {
    let path = folder.path(of: "state")
    try Files.replace(path, with: "secret")
    var info = stat()
    #expect(stat(path, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o600)
  }

  @Test func savesForEverybodyWhomTheMaskLets() throws {
    let path = folder.path(of: "picture")
    try Files.save(path, "<svg/>")
    #expect(try Files.text(at: path) == "<svg/>")
    let mask = umask(0)
    umask(mask)
    var info = stat()
    #expect(stat(path, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o666 & ~mask)
    #expect(Files.names(in: folder.path) == ["picture"])
  }

  @Test func savesWhereALinkPoints() throws {
    try folder.write("old", to: "target")
    #expect(symlink("target", folder.path(of: "link")) == 0)
    try Files.save(folder.path(of: "link"), "new")
    #expect(try Files.text(at: folder.path(of: "target")) == "new")
    #expect(Files.resolved(folder.path(of: "link")) == Files.resolved(folder.path(of: "target")))
  }

  /// The link stays one, also where its target is not there yet.
  @Test func savesWhereALinkToNothingPoints() throws {
    #expect(symlink("target", folder.path(of: "link")) == 0)
    try Files.save(folder.path(of: "link"), "new")
    #expect(try Files.text(at: folder.path(of: "target")) == "new")
    #expect(Files.resolved(folder.path(of: "link")) == Files.resolved(folder.path(of: "target")))
  }

  @Test func readsOnlyWhatIsAFile() throws {
    let pipe = folder.path(of: "pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    for (path, kind) in [
      (pipe, "a named pipe"), (folder.path, "a folder"), ("/dev/zero", "a device"),
    ] {
      let error = #expect(throws: GLibError.self) { try Files.bytes(at: path) }
      #expect(error?.message == "\(path): it is \(kind), not a file")
      #expect(error?.isNotFound == false)
    }
  }

  @Test func readsNothingThatIsTooLarge() throws {
    let path = folder.path(of: "large")
    try folder.write(String(repeating: "x", count: Files.longest), to: "large")
    #expect(try Files.bytes(at: path).count == Files.longest)
    try folder.write(String(repeating: "x", count: Files.longest + 1), to: "large")
    let error = #expect(throws: GLibError.self) { try Files.bytes(at: path) }
    #expect(error?.message.hasPrefix("\(path): it is too large") == true)
  }

  @Test func saysWhenNothingIsThere() throws {
    try folder.write("", to: "file")
    for path in ["missing", "missing/x", "file/x"].map(folder.path) {
      let error = #expect(throws: GLibError.self) { try Files.bytes(at: path) }
      #expect(error?.isNotFound == true)
    }
  }

  @Test func putsNothingInPlaceOfADevice() throws {
    let pipe = folder.path(of: "pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    try Files.writeDurably(folder.path(of: "new"), "x")
    #expect(throws: GLibError.self) { try Files.putInPlace(folder.path(of: "new"), pipe) }
    #expect(Files.names(in: folder.path) == ["new", "pipe"])
  }

  /// A file in the place of a device would be a disaster for root.
  @Test func savesIntoWhatIsNoFile() throws {
    let path = folder.path(of: "pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try Files.save(path, "picture")
    var info = stat()
    #expect(stat(path, &info) == 0)
    #expect(info.st_mode & S_IFMT == S_IFIFO)
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = read(descriptor, &buffer, buffer.count)
    #expect(String(decoding: buffer[..<count], as: UTF8.self) == "picture")
  }

  @Test func saysWhyAFileCannotBeSaved() {
    let missing = folder.path(of: "missing")
    let error = #expect(throws: GLibError.self) { try Files.save("\(missing)/picture", "x") }
    #expect(error?.message.hasPrefix("\(missing): ") == true)
    let folderError = #expect(throws: GLibError.self) { try Files.save(folder.path, "x") }
    #expect(folderError?.message.hasPrefix("\(folder.path): ") == true)
    #expect(Files.names(in: folder.path) == [])
  }

  /// Whoever has the old file open keeps it as it was: the new one is another file.
  @Test func doesNotWriteIntoTheOldFile() throws {
    try folder.write("old", to: "state")
    let descriptor = open(folder.path(of: "state"), O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    try Files.replace(folder.path(of: "state"), with: "new")
    var buffer = [UInt8](repeating: 0, count: 8)
    let count = read(descriptor, &buffer, buffer.count)
    #expect(String(decoding: buffer[..<count], as: UTF8.self) == "old")
  }

  @Test func saysWhyAFileCannotBeReplaced() {
    let path = folder.path(of: "missing/state")
    let error = #expect(throws: GLibError.self) { try Files.replace(path, with: "x") }
    #expect(error?.message.contains("missing/state") == true)
  }

  @Test func readsBytes() throws {
    try folder.write("a\u{0}b", to: "file")
    #expect(try Files.bytes(at: folder.path(of: "file")) == [97, 0, 98])
    try folder.write("", to: "empty")
    #expect(try Files.bytes(at: folder.path(of: "empty")) == [])
    #expect(throws: GLibError.self) { try Files.bytes(at: folder.path(of: "missing")) }
  }

  @Test(arguments: [("120\n", "120"), ("120", "120"), ("a\nb\n", "a"), ("\nb", ""), ("", "")])
  func readsTheFirstLine(text: String, line: String) throws {
    try folder.write(text, to: "file")
    #expect(Files.line(at: folder.path(of: "file")) == line)
  }

  @Test func hasNoLineOfAMissingFile() {
    #expect(Files.line(at: folder.path(of: "missing")) == nil)
    #expect(Files.line(at: folder.path) == nil)
  }

  @Test func overwritesInPlace() throws {
    try folder.write("12345", to: "brightness")
    try Files.overwrite(folder.path(of: "brightness"), with: "7")
    #expect(try Files.text(at: folder.path(of: "brightness")) == "7")
  }

  /// A sysfs attribute that is not there must not become a file.
  @Test func overwritesOnlyWhatIsThere() {
    let error = #expect(throws: GLibError.self) {
      try Files.overwrite(folder.path(of: "missing"), with: "7")
    }
    #expect(error?.message.hasPrefix(folder.path(of: "missing")) == true)
    #expect(Files.names(in: folder.path) == [])
  }

  @Test func renames() throws {
    try folder.write("x", to: "a")
    try Files.rename(folder.path(of: "a"), to: folder.path(of: "b"))
    #expect(Files.names(in: folder.path) == ["b"])
    #expect(throws: GLibError.self) {
      try Files.rename(folder.path(of: "a"), to: folder.path(of: "c"))
    }
  }

  @Test func makesFoldersAndThoseAbove() throws {
    let path = folder.path(of: "a/b/c")
    try Files.makeFolder(path)
    try Files.makeFolder(path)
    #expect(Files.exists(path))
    try folder.write("x", to: "file")
    #expect(throws: GLibError.self) { try Files.makeFolder(folder.path(of: "file/b")) }
  }

  @Test func listsNamesInOrder() throws {
    for name in ["b", "a", "c"] { try folder.write("", to: name) }
    #expect(Files.names(in: folder.path) == ["a", "b", "c"])
    #expect(Files.names(in: folder.path(of: "missing")) == [])
  }

  @Test func resolvesLinks() throws {
    try folder.write("", to: "file")
    #expect(symlink("file", folder.path(of: "link")) == 0)
    #expect(symlink("nowhere", folder.path(of: "dangling")) == 0)
    #expect(
      Files.resolved(folder.path(of: "link")) == Files.resolved(folder.path(of: "file")))
    #expect(Files.resolved(folder.path(of: "dangling")) == nil)
  }
}

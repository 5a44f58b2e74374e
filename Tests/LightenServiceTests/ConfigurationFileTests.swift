import GLibKit
import Glibc
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenService

@Suite(.onLoop, .timeLimit(.minutes(1))) struct ConfigurationFileTests {
  let folder: TemporaryFolder
  let clock = SystemLoopClock()
  let heard = Heard()

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path(of: "lightend.conf") }

  private static func text(_ alias: String) -> String { "[display DP-1]\nalias = \(alias)\n" }

  @LoopActor private func start() async -> ConfigurationFile {
    let file = ConfigurationFile(path: path) { [heard] in heard.aliases.append($0.alias) }
    await file.start(clock: clock)
    return file
  }

  /// Waits for something that the kernel brings.
  @LoopActor private func hears(
    _ aliases: [String?], sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let end = clock.now + .seconds(10)
    while heard.aliases != aliases, clock.now < end { await clock.sleep(for: .milliseconds(1)) }
    #expect(heard.aliases == aliases, sourceLocation: sourceLocation)
  }

  /// Without a file nothing is told, and no folder is made for one.
  @Test @LoopActor func aMissingFileMeansTheDefaults() async throws {
    let file = ConfigurationFile(path: folder.path(of: "lighten/lightend.conf")) { [heard] in
      heard.aliases.append($0.alias)
    }
    await file.start(clock: clock)
    #expect(heard.aliases == [])
    #expect(Files.names(in: folder.path) == [])
    try Files.makeFolder(folder.path(of: "lighten"))
    try folder.write(Self.text("Desk"), to: "lighten/lightend.conf")
    // The watch begins a moment after the start; what came before is read then.
    await hears(["Desk"])
  }

  @Test @LoopActor func isReadBeforeTheStartEnds() async throws {
    try folder.write(Self.text("Desk"), to: "lightend.conf")
    let file = await start()
    #expect(heard.aliases == ["Desk"])
    withExtendedLifetime(file) {}
  }

  @Test @LoopActor func isReadWhenItChanges() async throws {
    try folder.write(Self.text("Desk"), to: "lightend.conf")
    let file = await start()
    try folder.write(Self.text("Table"), to: "lightend.conf")
    await hears(["Desk", "Table"])
    unlink(path)
    await hears(["Desk", "Table", nil])
    withExtendedLifetime(file) {}
  }

  @Test @LoopActor func tellsNothingTwice() async throws {
    try folder.write(Self.text("Desk"), to: "lightend.conf")
    let file = await start()
    file.read()
    file.read()
    try folder.write(Self.text("Table"), to: "lightend.conf")
    file.read()
    await hears(["Desk", "Table"])
    withExtendedLifetime(file) {}
  }

  @Test @LoopActor func aBrokenFileLeavesWhatWasRead() async throws {
    try folder.write(Self.text("Desk"), to: "lightend.conf")
    let file = await start()
    try folder.write("no group\n", to: "lightend.conf")
    file.read()
    await hears(["Desk"])
    try folder.write(Self.text("Table"), to: "lightend.conf")
    await hears(["Desk", "Table"])
    withExtendedLifetime(file) {}
  }

  /// What is no file is refused at once, and read when the user has put it in order.
  @Test(arguments: ["pipe", "folder", "device", "large", "circle"])
  @LoopActor func whatCannotBeReadIsReadLater(obstacle: String) async throws {
    switch obstacle {
    case "pipe": #expect(mkfifo(path, 0o600) == 0)
    case "folder": try Files.makeFolder(path)
    case "device": symlink("/dev/zero", path)
    case "large":
      try folder.write(String(repeating: "#", count: Files.longest + 1), to: "lightend.conf")
    default:
      // Nobody can read it, not even root.
      symlink("lightend.conf", path)
    }
    let file = await start()
    #expect(heard.aliases == [])
    file.read()
    try folder.write(Self.text("Desk"), to: "new")
    if obstacle == "folder" { rmdir(path) }
    try Files.rename(folder.path(of: "new"), to: path)
    await hears(["Desk"])
    withExtendedLifetime(file) {}
  }

  @Test @LoopActor func aLinkIsFollowed() async throws {
    try folder.write(Self.text("Desk"), to: "dotfile")
    symlink("dotfile", path)
    let file = await start()
    #expect(heard.aliases == ["Desk"])
    try Files.overwrite(folder.path(of: "dotfile"), with: Self.text("Table"))
    await hears(["Desk", "Table"])
    withExtendedLifetime(file) {}
  }
}

/// The aliases that were told, nil for a config without one.
@LoopActor
final class Heard {
  var aliases: [String?] = []
  nonisolated init() {}
}

extension Configuration {
  /// The alias of a display on DP-1.
  fileprivate var alias: String? {
    settings(for: SelectableDisplay(number: 0, connector: "card0-DP-1", id: "x", name: "")).alias
  }
}

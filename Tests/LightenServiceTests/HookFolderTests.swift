import GLibKit
import Glibc
import LoopTestSupport
import Testing

@testable import LightenService

@Suite struct HookFolderTests {
  private static let file = UInt32(S_IFREG)
  private static let folder = UInt32(S_IFDIR)

  /// Why user 1000 does not run a hook with a part like this.
  private func problem(
    _ mode: UInt32, _ owner: UInt32, group: String? = nil, hasAccessList: Bool = false,
    _ part: HookPermissions.Part = .program
  ) -> String? {
    let kind = part == .program ? Self.file : Self.folder
    return HookPermissions(
      mode: kind | mode, owner: owner, group: group, hasAccessList: hasAccessList
    ).problem(user: 1000, part)
  }

  @Test(arguments: [(0o755, 1000), (0o700, 1000), (0o775, 1000), (0o755, 0), (0o100, 1000)])
  func runsTheUsersAndRootsPrograms(mode: UInt32, owner: UInt32) {
    #expect(problem(mode, owner) == nil)
  }

  @Test(arguments: [
    (UInt32(0o755), UInt32(1001), "belongs to another user (1001)"),
    (0o757, 1000, "can be changed by everybody"), (0o757, 0, "can be changed by everybody"),
    (0o644, 1000, "cannot be executed"),
  ])
  func runsNothingElse(mode: UInt32, owner: UInt32, problem: String) {
    #expect(self.problem(mode, owner)?.hasPrefix(problem) == true)
  }

  /// Many systems give each user a group of the same name, and let it write what the user makes.
  @Test func aGroupOfOthersMayNotWrite() {
    for part in [HookPermissions.Part.program, .folder, .hooksFolder] {
      #expect(problem(0o775, 1000, part) == nil)
      #expect(
        problem(0o775, 1000, group: "staff", part)
          == "can be changed by the group staff: take that away with “chmod g-w”")
      #expect(problem(0o755, 1000, group: "staff", part) == nil)
      #expect(problem(0o775, 1000, hasAccessList: true, part)?.contains("setfacl") == true)
      #expect(problem(0o755, 1000, hasAccessList: true, part) == nil)
    }
  }

  @Test func runsNoPipe() {
    let pipe = HookPermissions(mode: UInt32(S_IFIFO) | 0o755, owner: 1000)
    #expect(pipe.problem(user: 1000, .program) == "is not a file")
  }

  @Test func aFolderIsLookedAtLikewise() {
    for part in [HookPermissions.Part.folder, .hooksFolder] {
      #expect(problem(0o755, 1000, part) == nil)
      #expect(problem(0o600, 1000, part) == nil)
      #expect(problem(0o777, 1000, part) != nil)
      #expect(problem(0o755, 1001, part) != nil)
    }
    // As /tmp: nobody can exchange in it what is another user's, but add something.
    #expect(problem(0o1777, 0, .folder) == nil)
    #expect(problem(0o1777, 0, .hooksFolder) != nil)
    #expect(problem(0o1777, 1001, .folder) != nil)
  }

  @Test func aLinkBelongsToTheUser() {
    #expect(problem(0o777, 1000, .link) == nil)
    #expect(problem(0o777, 0, .link) == nil)
    #expect(problem(0o777, 1001, .link) != nil)
  }

  /// The way leads through a folder that is another's, or that everybody may write.
  @Test func looksAtTheWholeWay() throws {
    let folder = try TemporaryFolder()
    let hooks = folder.path(of: "config/hooks.d")
    try Files.makeFolder(hooks)
    try Files.makeFolder(folder.path(of: "shared/programs"))
    for name in ["config/hooks.d/10-own", "shared/programs/tool"] {
      try folder.write("#!/bin/sh\n", to: name)
      chmod(folder.path(of: name), 0o755)
    }
    symlink("../../shared/programs/tool", "\(hooks)/20-link")
    let listing = { HookFolder.listing(of: hooks, user: getuid()) }
    #expect(listing().hooks == ["\(hooks)/10-own", "\(hooks)/20-link"])

    let everybody = "can be changed by everybody: take that away with “chmod o-w”"
    for part in ["shared", "shared/programs", "shared/programs/tool"] {
      chmod(folder.path(of: part), 0o777)
      #expect(listing().hooks == ["\(hooks)/10-own"])
      let isTool = part.hasSuffix("tool")
      let word = isTool ? "it" : folder.path(of: part)
      #expect(listing().problems == ["the hook \(hooks)/20-link is not run: \(word) \(everybody)"])
      chmod(folder.path(of: part), 0o755)
    }
    #expect(listing().problems == [])

    chmod(folder.path(of: "config"), 0o777)
    #expect(listing().hooks == [])
    #expect(listing().problems == ["no hook is run: \(folder.path(of: "config")) \(everybody)"])
    chmod(folder.path(of: "config"), 0o1777)
    #expect(listing().problems == [])
  }

  @Test func knowsGroupsOfOthers() {
    #expect(UserAccount.nameOfGroup(0, sharedBy: 0) == nil)
    #expect(UserAccount.nameOfGroup(4_123_456_789, sharedBy: 0) == "4123456789")
    // Debian's groups for hardware, which are nobody's own.
    if UserAccount.isGroup("audio"), let id = getgrnam("audio")?.pointee.gr_gid {
      #expect(UserAccount.nameOfGroup(id, sharedBy: 0) == "audio")
    }
  }

  @Test func findsHooksInNameOrder() throws {
    let folder = try TemporaryFolder()
    for name in ["20-b", "10-a", ".hidden", "30-c~", "30-c.bak", "note"] {
      try folder.write("#!/bin/sh\n", to: name)
      chmod(folder.path(of: name), name == "note" ? 0o644 : 0o755)
    }
    mkdir(folder.path(of: "folder"), 0o755)
    symlink("/nowhere", folder.path(of: "link"))
    let listing = HookFolder.listing(of: folder.path, user: getuid())
    #expect(listing.hooks == ["10-a", "20-b"].map(folder.path))
    #expect(
      listing.problems == [
        "the hook \(folder.path(of: "link")) is a link to nothing; remove it",
        "the hook \(folder.path(of: "note")) is not run: it cannot be executed: make it a program "
          + "with “chmod +x”, or remove it",
      ])
    #expect(
      HookFolder.listing(of: folder.path, user: getuid() + 1).hooks.isEmpty == (getuid() != 0))
  }

  @Test func findsNothingInNoFolder() {
    #expect(HookFolder.listing(of: "/nowhere/hooks.d", user: 0) == HookListing())
  }
}

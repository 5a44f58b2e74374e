import GLibKit
import Glibc
import LoopTestSupport
import Testing

@testable import LightenService

@Suite struct HookFolderTests {
  private static let file = UInt32(S_IFREG)

  @Test(arguments: [(0o755, 1000), (0o700, 1000), (0o775, 1000), (0o755, 0), (0o100, 1000)])
  func runsTheUsersAndRootsPrograms(mode: UInt32, owner: UInt32) {
    let permissions = HookPermissions(mode: Self.file | mode, owner: owner)
    #expect(permissions.problem(user: 1000, isFolder: false) == nil)
  }

  @Test(arguments: [
    (UInt32(0o755), UInt32(1001), "belongs to another user (1001)"),
    (0o757, 1000, "can be changed by everybody"), (0o757, 0, "can be changed by everybody"),
    (0o644, 1000, "cannot be executed"),
  ])
  func runsNothingElse(mode: UInt32, owner: UInt32, problem: String) {
    let permissions = HookPermissions(mode: Self.file | mode, owner: owner)
    #expect(permissions.problem(user: 1000, isFolder: false)?.hasPrefix(problem) == true)
  }

  @Test func runsNoPipe() {
    let pipe = HookPermissions(mode: UInt32(S_IFIFO) | 0o755, owner: 1000)
    #expect(pipe.problem(user: 1000, isFolder: false) == "is not a file")
  }

  @Test func aFolderIsLookedAtLikewise() {
    let folder = UInt32(S_IFDIR)
    let problem = { (mode: UInt32, owner: UInt32) in
      HookPermissions(mode: folder | mode, owner: owner).problem(user: 1000, isFolder: true)
    }
    #expect(problem(0o755, 1000) == nil)
    #expect(problem(0o600, 1000) == nil)
    #expect(problem(0o777, 1000) != nil)
    #expect(problem(0o755, 1001) != nil)
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

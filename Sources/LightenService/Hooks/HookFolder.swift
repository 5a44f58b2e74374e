import GLibKit
import Glibc
import LightenCore

/// The folder with the user's hooks, read anew for each event: nothing is watched, and a folder
/// that is not there is not made.
///
/// A hook is run only where nobody but the user and root can change it: neither the file, nor a
/// folder or link on the way to it, nor what a link leads to.
struct HookFolder: HookSource {
  /// Where it is.
  let path: String

  func look() async -> HookListing {
    // A home folder may be on a network.
    await Background.run("hooks") { [path] in Self.listing(of: path, user: getuid()) }
  }

  /// What is in a folder.
  nonisolated static func listing(of path: String, user: UInt32) -> HookListing {
    var listing = HookListing()
    guard status(path) != nil else { return listing }
    if let problem = problem(of: path, .hooksFolder, user: user) {
      listing.problems.append("no hook is run: \(problem.part) \(problem.reason)")
      return listing
    }
    for name in Files.names(in: path) where isHook(name) {
      let file = "\(path)/\(name)"
      guard let status = status(file) else {
        listing.problems.append("the hook \(file) is a link to nothing; remove it")
        continue
      }
      guard status.st_mode & S_IFMT != S_IFDIR else { continue }
      if let problem = problem(of: file, .program, user: user) {
        let part = problem.part == file ? "it" : problem.part
        listing.problems.append("the hook \(file) is not run: \(part) \(problem.reason)")
      } else {
        listing.hooks.append(file)
      }
    }
    return listing
  }

  /// The first part of the way to a file or folder that somebody else can change, and why that is.
  private nonisolated static func problem(
    of path: String, _ end: HookPermissions.Part, user: UInt32
  ) -> (part: String, reason: String)? {
    let steps = Files.steps(to: path)
    for (index, step) in steps.enumerated() {
      var status = stat()
      // What cannot be looked at cannot be started either, which is reported then.
      guard lstat(step, &status) == 0 else { continue }
      let isEnd = index == steps.count - 1
      let part: HookPermissions.Part =
        status.st_mode & S_IFMT == S_IFLNK ? .link : isEnd ? end : .folder
      let permissions = HookPermissions(status, step, user: user)
      if let reason = permissions.problem(user: user, part) {
        return (isEnd && part != .link ? path : step, reason)
      }
    }
    return nil
  }

  /// Hidden files and what editors and packages leave behind are no hooks.
  private nonisolated static func isHook(_ name: String) -> Bool {
    !name.hasPrefix(".")
      && ![".dpkg-old", ".dpkg-new", ".dpkg-dist", ".bak", "~"]
        .contains(where: name.hasSuffix)
  }

  private nonisolated static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}

extension HookPermissions {
  /// Those of a file or folder.
  init(_ status: stat, _ path: String, user: UInt32) {
    self.init(mode: status.st_mode, owner: status.st_uid)
    // The group's members may be on a server, and most files need no look at them.
    guard status.st_mode & S_IWGRP != 0 else { return }
    group = UserAccount.nameOfGroup(status.st_gid, sharedBy: user)
    hasAccessList = Files.hasAccessList(path)
  }
}

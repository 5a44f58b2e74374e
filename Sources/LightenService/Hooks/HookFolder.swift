import GLibKit
import Glibc
import LightenCore

/// The folder with the user's hooks, read anew for each event: nothing is watched, and a folder
/// that is not there is not made.
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
    guard let folder = status(path) else { return listing }
    if let problem = HookPermissions(folder).problem(user: user, isFolder: true) {
      listing.problems.append("no hook is run: \(path) \(problem)")
      return listing
    }
    for name in Files.names(in: path) where isHook(name) {
      let file = "\(path)/\(name)"
      guard let status = status(file) else {
        listing.problems.append("the hook \(file) is a link to nothing; remove it")
        continue
      }
      guard status.st_mode & S_IFMT != S_IFDIR else { continue }
      if let problem = HookPermissions(status).problem(user: user, isFolder: false) {
        listing.problems.append("the hook \(file) is not run: it \(problem)")
      } else {
        listing.hooks.append(file)
      }
    }
    return listing
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
  /// Those of a file.
  init(_ status: stat) {
    self.init(mode: status.st_mode, owner: status.st_uid)
  }
}

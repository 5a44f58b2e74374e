import GLibKit
import Glibc

/// Who may change a file or a folder, and whether it is a program.
struct HookPermissions: Equatable, Sendable {
  /// What it is to the hook.
  enum Part: Sendable {
    /// The program, at the end of all links.
    case program
    /// The folder with the hooks.
    case hooksFolder
    /// A folder on the way to one of these.
    case folder
    /// A symbolic link on the way; its own permissions mean nothing.
    case link
  }

  /// The bits of stat(2): who may read, write and execute. Of a file with an access control list,
  /// the bits of the group are what anybody in the list may do at most (acl(5)).
  let mode: UInt32
  /// The owner's user id.
  let owner: UInt32
  /// The name of its group, nil where nobody but the user and root is in that.
  var group: String?
  /// Whether it has an access control list.
  var hasAccessList = false

  /// Why a hook must not be run because of this part of it, to go after its name; nil when it may
  /// be.
  ///
  /// Root's files are as good as the user's own: root may do everything anyway, and packages put
  /// links to them into a home.
  func problem(user: UInt32, _ part: Part) -> String? {
    if owner != user && owner != 0 {
      return "belongs to another user (\(owner)): make it your own with “chown”"
    }
    if part == .link { return nil }
    // In a folder like /tmp nobody can exchange what is another user's, and all on the way to the
    // hook is the user's own or root's. There others could add hooks, though.
    if part == .folder, mode & UInt32(S_ISVTX) != 0 { return nil }
    if mode & UInt32(S_IWOTH) != 0 {
      return "can be changed by everybody: take that away with “chmod o-w”"
    }
    if mode & UInt32(S_IWGRP) != 0 {
      if let group {
        return "can be changed by the group \(group): take that away with “chmod g-w”"
      }
      if hasAccessList {
        return "can be changed by others, as its access control list says: take that away with "
          + "“setfacl -b”"
      }
    }
    guard part == .program else { return nil }
    if mode & UInt32(S_IFMT) != UInt32(S_IFREG) { return "is not a file" }
    if mode & UInt32(S_IXUSR | S_IXGRP | S_IXOTH) == 0 {
      return "cannot be executed: make it a program with “chmod +x”, or remove it"
    }
    return nil
  }
}

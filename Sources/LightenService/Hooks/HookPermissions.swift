import Glibc

/// Who may change a file, and whether it is a program.
struct HookPermissions: Equatable, Sendable {
  /// The bits of stat(2): who may read, write and execute.
  let mode: UInt32
  /// The owner's user id.
  let owner: UInt32

  /// Why a hook must not be run, or a folder's hooks, to go after its name; nil when it may be.
  ///
  /// Root's files are as good as the user's own: root may do everything anyway, and packages put
  /// links to them into a home.
  func problem(user: UInt32, isFolder: Bool) -> String? {
    if owner != user && owner != 0 {
      return "belongs to another user (\(owner)): make it your own with “chown”"
    }
    if mode & UInt32(S_IWOTH) != 0 {
      return "can be changed by everybody: take that away with “chmod o-w”"
    }
    if !isFolder, mode & UInt32(S_IFMT) != UInt32(S_IFREG) { return "is not a file" }
    if !isFolder, mode & UInt32(S_IXUSR | S_IXGRP | S_IXOTH) == 0 {
      return "cannot be executed: make it a program with “chmod +x”, or remove it"
    }
    return nil
  }
}

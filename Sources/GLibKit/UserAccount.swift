import Glibc

/// The user that runs this process, and the groups of files.
public enum UserAccount {
  /// Whether it is root, who may open everything.
  public static var isRoot: Bool { geteuid() == 0 }

  /// The user's number.
  public static var id: UInt32 { getuid() }

  /// Whether this process has the rights of a group.
  public static func isActing(as group: String) -> Bool {
    guard let id = getgrnam(group)?.pointee.gr_gid else { return false }
    if getegid() == id { return true }
    var groups = [gid_t](repeating: 0, count: Int(max(getgroups(0, nil), 0)))
    let count = getgroups(Int32(groups.count), &groups)
    return count > 0 && groups.prefix(Int(count)).contains(id)
  }

  /// Whether the system's user database has the user in a group, which counts from the next login.
  public static func isMember(of group: String) -> Bool {
    guard let entry = getgrnam(group)?.pointee, let user = getpwuid(getuid())?.pointee.pw_name
    else { return false }
    let name = String(cString: user)
    var member = entry.gr_mem
    while let next = member?.pointee {
      if String(cString: next) == name { return true }
      member = member?.advanced(by: 1)
    }
    return false
  }

  /// Whether the system knows a group.
  public static func isGroup(_ name: String) -> Bool { getgrnam(name) != nil }

  /// The group that may read and write a file, nil where none may.
  public static func group(withAccessTo path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o060 == 0o060,
      let name = getgrgid(status.st_gid)?.pointee.gr_name
    else { return nil }
    return String(cString: name)
  }
}

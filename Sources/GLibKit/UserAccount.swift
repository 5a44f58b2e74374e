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

  /// The name of a group that others than `user` and root are in, its number where it has no name;
  /// nil for a group of these alone.
  ///
  /// Many systems give each user a group of the same name. Who else has it as the first group is
  /// known only where all users can be listed; such a group has another name.
  public static func nameOfGroup(_ id: UInt32, sharedBy user: UInt32) -> String? {
    var buffer = [CChar](repeating: 0, count: 65_536)
    var entry = Glibc.group()
    var found: UnsafeMutablePointer<Glibc.group>?
    guard getgrgid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return "\(id)"
    }
    let name = String(cString: entry.gr_name)
    let own = [userName(user), "root"]
    var member = entry.gr_mem
    while let next = member?.pointee {
      if !own.contains(String(cString: next)) { return name }
      member = member?.advanced(by: 1)
    }
    return own.contains(name) ? nil : name
  }

  private static func userName(_ id: UInt32) -> String? {
    var buffer = [CChar](repeating: 0, count: 16_384)
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return String(cString: entry.pw_name)
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

import CGLib
import Glibc

/// Files, through GLib.
public enum Files {
  /// The most that a file may hold to be read as a whole, in bytes. It is far above every config
  /// and state file, and above what sysfs and procfs have.
  public static let longest = 1 << 20

  /// The bytes of a regular file of at most ``longest`` bytes.
  ///
  /// It never waits for anybody who writes, as reading a named pipe would.
  ///
  /// - Throws: `G_IO_ERROR_NOT_FOUND` where nothing is, or a folder on the way is none;
  ///   `G_IO_ERROR_NOT_REGULAR_FILE`, `G_IO_ERROR_MESSAGE_TOO_LARGE`, or what the system says.
  public static func bytes(at path: String) throws(GLibError) -> [UInt8] {
    var status = stat()
    // Looked at first: to open a device may start something.
    if stat(path, &status) == 0 { try checkIsRegular(status, path) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    try checkIsRegular(status, path)
    return try bytes(of: descriptor, path)
  }

  /// Reads to the end; the size that the system tells may be 0, as in procfs.
  private static func bytes(of descriptor: Int32, _ path: String) throws(GLibError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > longest {
        throw GLibError(
          message: "\(path): it is too large: more than \(longest) bytes",
          code: G_IO_ERROR_MESSAGE_TOO_LARGE)
      }
    }
  }

  /// Throws unless this is the status of a regular file, or of nothing yet.
  static func checkIsRegular(_ status: stat, _ path: String) throws(GLibError) {
    let kind: String
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: kind = "a folder"
    case S_IFIFO: kind = "a named pipe"
    case S_IFSOCK: kind = "a socket"
    default: kind = "a device"
    }
    throw GLibError(
      message: "\(path): it is \(kind), not a file", code: G_IO_ERROR_NOT_REGULAR_FILE)
  }

  /// A file as UTF-8 text; wrong bytes become replacement characters.
  public static func text(at path: String) throws(GLibError) -> String {
    String(decoding: try bytes(at: path), as: UTF8.self)
  }

  /// The first line of a small file without its end, nil when it cannot be read.
  public static func line(at path: String) -> String? {
    guard let text = try? text(at: path) else { return nil }
    return text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      .first.map(String.init)
  }

  /// Replaces a file so that a crash or power cut leaves the old or the new one, whole.
  ///
  /// - Parameter mode: who may read and write a new file, before the process's mask; the user only
  ///   by default.
  public static func replace(
    _ path: String, with text: String, mode: Int32 = 0o600
  ) throws(GLibError) {
    let flags = GFileSetContentsFlags(
      G_FILE_SET_CONTENTS_CONSISTENT.rawValue | G_FILE_SET_CONTENTS_DURABLE.rawValue)
    _ = try GLibError.check {
      g_file_set_contents_full(path, text, gssize(text.utf8.count), flags, mode, $0)
    }
  }

  /// Writes a new file, for the user only, and waits until the disk has it.
  public static func writeDurably(_ path: String, _ text: String) throws(GLibError) {
    _ = try GLibError.check {
      g_file_set_contents_full(
        path, text, gssize(text.utf8.count), G_FILE_SET_CONTENTS_DURABLE, 0o600, $0)
    }
  }

  /// Puts a file in the place of another, or where nothing is, and waits until the disk has that.
  ///
  /// - Throws: also where `path` is anything but a file: root could replace a device.
  public static func putInPlace(_ new: String, _ path: String) throws(GLibError) {
    var status = stat()
    if lstat(path, &status) == 0 { try checkIsRegular(status, path) }
    try rename(new, to: path)
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Writes a file that the user named: whole where that is possible, for everybody whom the
  /// process's mask lets read it.
  ///
  /// Unlike `replace` it follows symbolic links, and writes into what is no regular file, such as
  /// a pipe or `/dev/stdout`, instead of putting a file in its place.
  public static func save(_ path: String, _ text: String) throws(GLibError) {
    var status = stat()
    // Links to pipes, as below /proc, have no text that leads there.
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      try overwrite(path, with: text)
      return
    }
    let target = target(of: path)
    // The name of the temporary file beside it, as GLib's message would have it, helps nobody.
    guard isWritable(folder(of: target)) else {
      throw failure(folder(of: target))
    }
    try replace(target, with: text, mode: 0o666)
  }

  /// Writes to an existing file in place, as sysfs attributes need it.
  public static func overwrite(_ path: String, with text: String) throws(GLibError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_TRUNC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard write(descriptor, text, text.utf8.count) == text.utf8.count else { throw failure(path) }
  }

  /// Renames a file.
  public static func rename(_ path: String, to newPath: String) throws(GLibError) {
    guard Glibc.rename(path, newPath) == 0 else { throw failure(path) }
  }

  /// Makes a folder and those above it, for the user only.
  public static func makeFolder(_ path: String) throws(GLibError) {
    guard g_mkdir_with_parents(path, 0o700) == 0 else { throw failure(path) }
  }

  /// The folder that a path is in.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The names in a folder, sorted; empty when it cannot be read.
  public static func names(in folder: String) -> [String] {
    guard let directory = g_dir_open(folder, 0, nil) else { return [] }
    defer { g_dir_close(directory) }
    var names: [String] = []
    while let name = g_dir_read_name(directory) { names.append(String(cString: name)) }
    return names.sorted()
  }

  /// The path with every symbolic link resolved, nil when it does not exist.
  public static func resolved(_ path: String) -> String? {
    guard let result = realpath(path, nil) else { return nil }
    defer { Glibc.free(result) }
    return String(cString: result)
  }

  /// The file that is written where `path` is written: the end of its symbolic links, which need
  /// not exist; `path` itself where it is no link.
  public static func target(of path: String) -> String {
    var status = stat()
    let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    return isLink ? LinkWalk(path).end : path
  }

  /// Every folder and symbolic link on the way to a file, from the root folder on, and the file at
  /// the end of it.
  public static func steps(to path: String) -> [String] { LinkWalk(path).steps }

  /// Whether a file has an access control list besides its mode (acl(5)).
  public static func hasAccessList(_ path: String) -> Bool { lighten_has_access_list(path) != 0 }

  /// The folder that a link on the way to `path` leads to and that is not there, such as one on a
  /// disk that is not mounted; nil where all is well.
  public static func missingFolder(onTheWayTo path: String) -> String? {
    LinkWalk(path).missingFolder
  }

  /// Whether something is at `path`.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a folder is at `path`.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether this process may read and write `path`.
  public static func isReadableAndWritable(_ path: String) -> Bool {
    access(path, R_OK | W_OK) == 0
  }

  /// Whether this process may write `path`.
  public static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Whether this process can open as many files at once as it needs to read a folder.
  public static var areDescriptorsLeft: Bool {
    let descriptors = (0..<3).map { _ in open("/", O_RDONLY | O_CLOEXEC) }
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    return descriptors.allSatisfy { $0 >= 0 }
  }

  /// What `errno` says about a path. A folder on the way that is none is as good as nothing there.
  static func failure(_ path: String) -> GLibError {
    let number = errno
    return GLibError(
      message: "\(path): \(String(cString: g_strerror(number)))",
      code: number == ENOTDIR ? G_IO_ERROR_NOT_FOUND : g_io_error_from_errno(number))
  }
}

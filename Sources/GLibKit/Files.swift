import CGLib
import Glibc

/// Files, through GLib.
public enum Files {
  /// The bytes of a file.
  public static func bytes(at path: String) throws(GLibError) -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>?
    var count: gsize = 0
    _ = try GLibError.check { g_file_get_contents(path, &data, &count, $0) }
    defer { g_free(data) }
    guard let data else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
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

  /// Writes a file that the user named: whole where that is possible, for everybody whom the
  /// process's mask lets read it.
  ///
  /// Unlike `replace` it follows symbolic links, and writes into what is no regular file, such as
  /// a pipe or `/dev/stdout`, instead of putting a file in its place.
  public static func save(_ path: String, _ text: String) throws(GLibError) {
    let target = resolved(path) ?? path
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      try overwrite(path, with: text)
      return
    }
    // The name of the temporary file beside it, as GLib's message would have it, helps nobody.
    guard isWritable(folder(of: target)) else {
      throw GLibError(message: "\(folder(of: target)): \(reason())", code: code())
    }
    try replace(target, with: text, mode: 0o666)
  }

  /// Writes to an existing file in place, as sysfs attributes need it.
  public static func overwrite(_ path: String, with text: String) throws(GLibError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_TRUNC)
    guard descriptor >= 0 else { throw GLibError(message: "\(path): \(reason())", code: code()) }
    defer { close(descriptor) }
    guard write(descriptor, text, text.utf8.count) == text.utf8.count else {
      throw GLibError(message: "\(path): \(reason())", code: code())
    }
  }

  /// Renames a file.
  public static func rename(_ path: String, to newPath: String) throws(GLibError) {
    guard Glibc.rename(path, newPath) == 0 else {
      throw GLibError(message: "\(path): \(reason())", code: code())
    }
  }

  /// Makes a folder and those above it, for the user only.
  public static func makeFolder(_ path: String) throws(GLibError) {
    guard g_mkdir_with_parents(path, 0o700) == 0 else {
      throw GLibError(message: "\(path): \(reason())", code: code())
    }
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

  /// Whether something is at `path`.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

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

  private static func reason() -> String { String(cString: g_strerror(errno)) }
  private static func code() -> GIOErrorEnum { g_io_error_from_errno(errno) }
}

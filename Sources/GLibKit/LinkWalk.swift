import Glibc

/// The way from a path to the file that it leads to, through symbolic links of the file itself and
/// of the folders above it, as path_resolution(7) describes it.
struct LinkWalk {
  /// The file at the end, with no link on the way to it; it need not exist.
  private(set) var end: String
  /// The entries of folders that decide where the way leads: each link, and the end. Where a folder
  /// is missing, its own entry is the last.
  private(set) var entries: [String] = []

  /// Every folder and link on the way, from the first folder to the end.
  private(set) var steps: [String] = []
  /// The folder that a link leads to, or through, and that is not there.
  private(set) var missingFolder: String?

  /// More links than that are a circle (MAXSYMLINKS of the kernel).
  private static let mostLinks = 40

  /// Walks along `path`.
  init(_ path: String) {
    end = path
    var folder = path.hasPrefix("/") ? "/" : "."
    steps.append(folder)
    var rest = Self.parts(path)
    // How much of the rest is of `path` itself; links put theirs before it.
    var own = rest.count
    var links = 0
    while !rest.isEmpty {
      let name = rest.removeFirst()
      let isOfLink = rest.count >= own
      if !isOfLink { own -= 1 }
      if name == ".." {
        folder = Self.parent(folder)
        continue
      }
      let entry = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      steps.append(entry)
      if let target = Self.link(entry) {
        entries.append(entry)
        links += 1
        guard links <= Self.mostLinks else { return }
        if target.hasPrefix("/") { folder = "/" }
        rest = Self.parts(target) + rest
      } else if rest.isEmpty {
        entries.append(entry)
        end = entry
      } else {
        guard Files.isFolder(entry) else {
          entries.append(entry)
          end = ([entry] + rest).joined(separator: "/")
          if isOfLink { missingFolder = entry }
          return
        }
        // The folder of the file may be exchanged as a whole.
        if rest.count == 1 { entries.append(entry) }
        folder = entry
      }
    }
  }

  /// The folder above a folder of the walk, which has no `..` but at its start, in a relative path.
  private static func parent(_ folder: String) -> String {
    if folder == "." { return ".." }
    return folder == ".." || folder.hasSuffix("/..") ? "\(folder)/.." : Files.folder(of: folder)
  }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }

  /// Where a symbolic link points, nil for everything else.
  private static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes {
      readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}

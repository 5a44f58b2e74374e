import GLibKit
import Glibc

/// The state file on the disk. Everything here may block.
///
/// A save writes a new file, looks whether the lock is still held, and renames the new file. A
/// successor that takes the lock from a service that was stopped removes that service's new file
/// after it has the lock, and reads only then. So the rename fails wherever the service was stopped:
/// it never replaces what the successor has saved.
struct StateFile: Sendable {
  /// Why the file is not used.
  enum Failure: Error, Equatable {
    /// A sentence's end for the log: what is wrong with it.
    case unreadable(String)
    /// Another service uses it; its process id, 0 where that is not known.
    case used(by: Int32)
  }

  /// What is used of a file that was opened.
  struct Opened: Sendable {
    /// The file at the end of all links.
    let target: String
    /// Nil where there can be none.
    let lock: StateLock?
    /// What is in the file; nil where there is none yet.
    let text: String?
  }

  /// Where it is; it may be a symbolic link, and stays one.
  let path: String

  /// Locks the file and reads it, and removes what an interrupted save has left.
  ///
  /// - Parameter stopped: the process that must give way where it uses the file.
  func open(from stopped: Int32?) throws(Failure) -> Opened {
    let target = Files.target(of: path)
    let folder = Files.folder(of: target)
    if let missing = Files.missingFolder(onTheWayTo: path) {
      throw .unreadable("a link leads to \(missing), which cannot be reached")
    }
    // Where that fails nothing is there to be read, and saving says why.
    try? Files.makeFolder(folder)
    let lock = try lock(target, from: stopped)
    if lock != nil { Self.removeRemnants(of: target) }
    do throws(GLibError) {
      return Opened(target: target, lock: lock, text: try Self.text(at: target))
    } catch {
      throw .unreadable("\(error)")
    }
  }

  /// Replaces the file durably; returns the lock, which is taken where there was none.
  func save(_ text: String, _ opened: Opened) throws -> Opened {
    // The user may have moved the file and linked it.
    let target = Files.target(of: path)
    let folder = Files.folder(of: target)
    if Files.missingFolder(onTheWayTo: path) == nil { try Files.makeFolder(folder) }
    let isSame = opened.target == target && opened.lock?.isDeleted == false
    let lock = try isSame ? opened.lock : lock(target, from: nil)
    let new = Self.newName(target)
    do {
      try Files.writeDurably(new, text)
      guard lock?.isHeld != false else { throw Failure.used(by: 0) }
      try Files.putInPlace(new, target)
    } catch {
      unlink(new)
      // A successor has removed the new file.
      throw lock?.isHeld == false ? Failure.used(by: 0) : error
    }
    return Opened(target: target, lock: lock, text: nil)
  }

  /// The name of this process's new file until it takes the place of `file`.
  static func newName(_ file: String) -> String { "\(file).new-\(getpid())" }

  private func lock(_ target: String, from stopped: Int32?) throws(Failure) -> StateLock? {
    do throws(StateLock.Failure) {
      return try StateLock.take(for: target, from: stopped)
    } catch {
      switch error {
      case .held(let holder): throw .used(by: holder)
      // Where no file can be made none can be saved either.
      case .impossible: return nil
      }
    }
  }

  private static func text(at path: String) throws(GLibError) -> String? {
    do throws(GLibError) {
      return try Files.text(at: path)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  private static func removeRemnants(of file: String) {
    let folder = Files.folder(of: file)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    for other in Files.names(in: folder) where isRemnant(other, of: name) {
      unlink("\(folder)/\(other)")
    }
  }

  /// Whether `other` is what an interrupted save of `name` left: a new file, or one of those that
  /// GLib makes (0.1 saved with it, and copies of damaged files are), with a dot and six random
  /// letters and digits. Six small letters may be a word, so that the file is somebody's copy.
  static func isRemnant(_ other: String, of name: String) -> Bool {
    guard other.hasPrefix(name + ".") else { return false }
    let parts = other.dropFirst(name.count + 1).split(
      separator: ".", omittingEmptySubsequences: false)
    if parts[0].hasPrefix("new-") { return parts[0].dropFirst(4).first?.isNumber == true }
    guard parts.count == 1 || (parts.count == 2 && parts[0].hasPrefix("damaged-")) else {
      return false
    }
    let ending = parts[parts.count - 1]
    return ending.utf8.count == 6
      && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      && !ending.allSatisfy(\.isLowercase)
  }
}

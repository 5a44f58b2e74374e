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
      throw .unreadable(error.reason(about: path))
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

  /// Whether `other` is what an interrupted save of `name` left, and surely nobody's copy: a new
  /// file, its lock, or a file of 0.1, which saved with GLib.
  static func isRemnant(_ other: String, of name: String) -> Bool {
    guard other.hasPrefix(name + ".") else { return false }
    let ending = other.dropFirst(name.count + 1)
    guard ending.hasPrefix("new-") else { return isRandom(ending) }
    let process = ending.dropFirst(4)
    return isNumber(process.hasSuffix(".lock") ? process.dropLast(5) : process)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether these are six letters and digits of GLib that can be neither a word nor a date, as
  /// `Backup`, `Old123` and `241126` are: capitals, small letters and digits, which follow on each
  /// other at four places at least. The capital at the start of a word does not count.
  private static func isRandom(_ text: Substring) -> Bool {
    enum Kind { case capital, small, digit }
    let kinds = text.utf8.compactMap { byte -> Kind? in
      switch Unicode.Scalar(byte) {
      case "A"..."Z": .capital
      case "a"..."z": .small
      case "0"..."9": .digit
      default: nil
      }
    }
    let changes = zip(kinds, kinds.dropFirst()).count {
      $0 != $1 && ($0, $1) != (.capital, .small)
    }
    return text.utf8.count == 6 && kinds.count == 6 && Set(kinds).count == 3 && changes >= 4
  }
}

import GLibKit
import Glibc

/// A lock that keeps the state file to one service at a time.
///
/// It is a file of its own beside the state file, which is replaced with each save. Who holds it has
/// locked it (flock(2)) and has it at its path: a successor that cannot wait for a service that was
/// stopped puts its own file there. The kernel lets go of it when the process ends.
final class StateLock: Sendable {
  /// Why there is no lock.
  enum Failure: Error, Equatable {
    /// Another service has it; its process id, 0 where that is not known.
    case held(by: Int32)
    /// The folder cannot be written, or its file system knows no locks.
    case impossible
  }

  private static let attempts = 10

  private let path: String
  private let descriptor: Int32

  private init(_ path: String, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Takes the lock for the state file `file`.
  ///
  /// - Parameter stopped: the process that must give way where it has the lock, as its successor
  ///   has waited for it in vain.
  static func take(for file: String, from stopped: Int32?) throws(Failure) -> StateLock {
    let path = file + ".lock"
    do throws(Failure) {
      // Another file may come to the path between opening and locking. Some network file systems
      // never tell that two files are the same.
      for _ in 0..<attempts {
        let lock = StateLock(path, try locked(path))
        if lock.isHeld { return lock }
      }
      throw .impossible
    } catch {
      guard case .held(let holder) = error, holder == stopped, holder != 0 else { throw error }
    }
    // Nobody else knows this name. What a crash leaves of it goes with the next start.
    let new = StateFile.newName(file) + ".lock"
    unlink(new)
    let lock = StateLock(path, try locked(new))
    guard rename(new, path) == 0 else { throw .impossible }
    guard lock.isHeld else { throw .held(by: 0) }
    return lock
  }

  /// Whether the lock still counts: nobody has put another file in its place.
  var isHeld: Bool {
    var (own, present) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && lstat(path, &present) == 0
      && own.st_dev == present.st_dev && own.st_ino == present.st_ino
  }

  /// Whether the lock's file was deleted, as with the whole folder; that gives it to nobody.
  var isDeleted: Bool { !Files.exists(path) }

  /// Opens and locks a file, and writes our process id into it.
  private static func locked(_ path: String) throws(Failure) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .impossible }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let holder = holder(descriptor)
      close(descriptor)
      throw isHeld ? .held(by: holder) : .impossible
    }
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    pwrite(descriptor, text, text.utf8.count, 0)
    return descriptor
  }

  private static func holder(_ descriptor: Int32) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let line = String(decoding: buffer[..<max(count, 0)], as: UTF8.self).split(separator: "\n")
    return line.first.flatMap { Int32($0) } ?? 0
  }
}

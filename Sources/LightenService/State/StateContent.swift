import GLibKit
import Glibc

/// What is in a state file, after what is damaged was put in order. Blocking.
struct StateContent: Sendable {
  /// The file, with its lock.
  let opened: StateFile.Opened
  /// What it says; empty where there is none, or where it was no state file.
  private(set) var state = SavedState()
  /// A sentence for the log about each damage.
  private(set) var reports: [String] = []

  /// Reads a file; a damaged one is set aside.
  ///
  /// - Parameter stopped: the process that must give way where it uses the file.
  init(_ file: StateFile, from stopped: Int32?) throws(StateFile.Failure) {
    opened = try file.open(from: stopped)
    guard let text = opened.text else { return }
    var losses: [String] = []
    do throws(SavedState.Damage) {
      let state = try SavedState(text: text) { losses.append($0.message) }
      _ = try state.registry()
      self.state = state
    } catch {
      reports.append(
        "the state file \(opened.target) is damaged: \(error.message); \(Self.setAside(opened)). "
          + "Displays get new numbers.")
      return
    }
    guard !losses.isEmpty else { return }
    reports.append(
      "the state file \(opened.target) is damaged: \(losses.joined(separator: "; ")). That is "
        + "forgotten; everything else counts. \(Self.keepCopy(opened.target, text))")
  }

  private static func setAside(_ opened: StateFile.Opened) -> String {
    let aside = unusedName(opened.target)
    do throws(GLibError) {
      try Files.rename(opened.target, to: aside)
      return "it is kept as \(aside)"
    } catch {
      return "it cannot be set aside: \(error.reason(about: opened.target))"
    }
  }

  private static func keepCopy(_ path: String, _ text: String) -> String {
    let copy = unusedName(path)
    // An interrupted copy leaves what the next start removes.
    let new = StateFile.newName(path)
    do throws(GLibError) {
      try Files.writeDurably(new, text)
      try Files.putInPlace(new, copy)
      return "The file as it was is kept as \(copy)."
    } catch {
      unlink(new)
      return "A copy cannot be kept: \(error.message)."
    }
  }

  private static func unusedName(_ path: String) -> String {
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { "\(path).damaged-\($0)" }
    return names.first { !Files.exists($0) } ?? "\(path).damaged"
  }
}

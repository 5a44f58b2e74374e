import GLibKit
import LightenCore
import ProcessKit

/// The state file: read at start, written some time after a change and at the end.
@LoopActor
public final class StateStore {
  /// Brightness may change many times a second; one write of the file takes them all.
  private static let delay: Duration = .seconds(5)

  /// The state; use `change` to change it.
  public private(set) var state: SavedState
  private let path: String
  private let clock: any LoopClock
  private var timer: (any LoopTimer)?
  private var writing: LoopTask<Void>?
  private var isDirty = false

  /// Reads the state file at `path`. A damaged one is set aside and reported.
  public init(path: String, clock: any LoopClock) {
    self.path = path
    self.clock = clock
    state = Self.read(path)
  }

  /// Reads the file again, which another instance may have written since.
  public func readAgain() { state = Self.read(path) }

  /// Changes the state; it is saved a little later, or at once where `isUrgent`.
  public func change(isUrgent: Bool = false, _ body: (inout SavedState) -> Void) {
    let before = state
    body(&state)
    guard state != before else { return }
    isDirty = true
    if isUrgent {
      write()
    } else if timer == nil {
      timer = clock.schedule(after: Self.delay) { [weak self] in
        self?.write()
        // What changed brightness has mostly ended by now, and nothing else wakes us for this.
        IdleMemory.release()
      }
    }
  }

  /// Writes what is not written yet and waits for the disk.
  public func flush() async {
    if isDirty { write() }
    await writing?.value
  }

  private func write() {
    timer?.cancel()
    timer = nil
    guard isDirty else { return }
    isDirty = false
    let earlier = writing
    let (text, path) = (state.text, path)
    writing = LoopTask {
      await earlier?.value
      // A disk may take seconds for a durable write.
      let failure = await Background.run("state") { Self.save(text, to: path) }
      if let failure {
        // The next change, or the end, tries once more.
        self.isDirty = true
        Log.error("cannot save the state to \(path): \(failure)")
      }
    }
  }

  private nonisolated static func save(_ text: String, to path: String) -> String? {
    do throws(GLibError) {
      try Files.makeFolder(Files.folder(of: path))
      try Files.replace(path, with: text)
      return nil
    } catch {
      return error.message
    }
  }

  private static func read(_ path: String) -> SavedState {
    guard Files.exists(path) else { return SavedState() }
    var problem: String
    do {
      let text = try Files.text(at: path)
      var losses: [String] = []
      let state = try SavedState(text: text) { losses.append($0.message) }
      _ = try state.registry()
      if !losses.isEmpty { reportLosses(losses, of: path, text) }
      return state
    } catch let error as SavedState.Damage {
      problem = error.message
    } catch {
      problem = "\(error)"
    }
    let aside = unusedName(path)
    do throws(GLibError) {
      try Files.rename(path, to: aside)
      problem += "; it is kept as \(aside)"
    } catch {
      problem += "; it cannot be set aside: \(error.message)"
    }
    Log.error("the state file \(path) is damaged: \(problem). Displays get new numbers.")
    return SavedState()
  }

  private static func reportLosses(_ losses: [String], of path: String, _ text: String) {
    let copy = unusedName(path)
    let fate: String
    do throws(GLibError) {
      try Files.replace(copy, with: text)
      fate = "The file as it was is kept as \(copy)."
    } catch {
      fate = "A copy cannot be kept: \(error.message)."
    }
    Log.error(
      "the state file \(path) is damaged: \(losses.joined(separator: "; ")). That is forgotten; "
        + "everything else counts. \(fate)")
  }

  private static func unusedName(_ path: String) -> String {
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { "\(path).damaged-\($0)" }
    return names.first { !Files.exists($0) } ?? "\(path).damaged"
  }
}

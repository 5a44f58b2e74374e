import GLibKit
import LightenCore
import ProcessKit

/// The state file: read at start, written some time after a change and at the end.
///
/// A file that cannot be read, or that another service uses, is left alone: what is changed then is
/// kept in memory only, and displays get numbers that are not saved. Such a number stays until its
/// display is unplugged, also when the file can be read again meanwhile.
@LoopActor
public final class StateStore {
  /// Brightness may change many times a second; one write of the file takes them all.
  private static let delay: Duration = .seconds(5)
  /// A disk that takes longer must not keep the service from its monitors.
  private static let readTime: Duration = .seconds(2)
  /// A service that ends still uses the file for a moment: so many times it is waited for, so long.
  private static let waits = 10
  private static let waitTime: Duration = .milliseconds(100)
  private static let noAnswer = "its disk does not answer"

  /// The state; use `change` to change it.
  public private(set) var state = SavedState()
  /// Why the file is not used, a sentence; nil while it is.
  public private(set) var problem: String? = "the state file was not read yet"
  private let file: StateFile
  private let clock: any LoopClock
  private var opened: StateFile.Opened?
  private var reading: LoopTask<Void>?
  private var timer: (any LoopTimer)?
  private var writing: LoopTask<Void>?
  private var isDirty = false

  /// The state in the file at `path`, which may be a symbolic link; nothing is read yet.
  public init(path: String, clock: any LoopClock) {
    file = StateFile(path: path)
    self.clock = clock
  }

  /// Reads the file at the start. A damaged one is set aside and reported.
  ///
  /// - Parameter predecessor: the process that this one takes over from; where it still uses the
  ///   file, it has been waited for in vain, and must give way.
  public func start(after predecessor: Int32? = nil) async {
    await read(waits: Self.waits, predecessor)
  }

  /// Reads the file again where it could not be used; returns when it is known whether it can.
  public func readAgain() async {
    if problem != nil { await read(waits: 0, nil) }
  }

  /// Changes the state; it is saved a little later, or at once where `isUrgent`.
  public func change(isUrgent: Bool = false, _ body: (inout SavedState) -> Void) {
    let before = state
    body(&state)
    guard problem == nil, state != before else { return }
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

  /// Writes what is not written yet, and lets another service have the file.
  public func close() async {
    await flush()
    opened = nil
    problem = "lightend ends"
  }

  private func read(waits: Int, _ predecessor: Int32?) async {
    // One that hangs in the disk is neither joined by a second nor waited for once more.
    if reading != nil, problem == Self.noAnswer { return }
    let reading = self.reading ?? LoopTask { [self] in await open(waits: waits, predecessor) }
    self.reading = reading
    if await reading.value(within: Self.readTime, on: clock) == nil, self.reading != nil {
      report(Self.noAnswer)
    }
  }

  private func open(waits: Int, _ predecessor: Int32?) async {
    for wait in 0... {
      let result = await Background.run("state") { [file] in
        Result { () throws(StateFile.Failure) in try StateContent(file, from: predecessor) }
      }
      switch result {
      case .success(let content): adopt(content)
      case .failure(.unreadable(let reason)): report(reason)
      case .failure(.used) where wait < waits:
        await clock.sleep(for: Self.waitTime)
        continue
      case .failure(.used(let process)): report(Self.sentence(usedBy: process))
      }
      break
    }
    reading = nil
  }

  private func adopt(_ content: StateContent) {
    for report in content.reports { Log.error(report) }
    if state.records.contains(where: { $0.value.isProvisional }) {
      Log.notice(
        "the state file can be used again; displays that are connected keep their present numbers "
          + "until they are unplugged")
    }
    let provisional = state
    state = content.state
    state.nextProvisional = provisional.nextProvisional
    for (number, record) in provisional.records where record.isProvisional {
      state.records[number] = record
    }
    opened = content.opened
    problem = nil
    // The file's profile is of an earlier time, but at the start.
    if provisional != SavedState() { change { $0.profile = provisional.profile } }
  }

  private func report(_ reason: String) {
    opened = nil
    guard problem != reason else { return }
    problem = reason
    Log.error(
      "the state file \(file.path) is not used: \(reason). It is left as it is; new displays get "
        + "numbers from \(NumberRegistry.firstProvisional) up, which are not kept. “lighten refresh” "
        + "reads it again.")
  }

  private static func sentence(usedBy process: Int32) -> String {
    let name = process == 0 ? "another lightend" : "another lightend (process \(process))"
    return "\(name) uses it"
  }

  private func write() {
    timer?.cancel()
    timer = nil
    guard isDirty else { return }
    isDirty = false
    let earlier = writing
    let text = state.text
    writing = LoopTask { [file] in
      await earlier?.value
      guard let opened = self.opened else { return }
      // A disk may take seconds for a durable write.
      let result = await Background.run("state") { Result { try file.save(text, opened) } }
      do {
        self.opened = try result.get()
      } catch let failure as StateFile.Failure {
        guard case .used(let process) = failure else { return }
        self.report(Self.sentence(usedBy: process))
      } catch {
        // The next change, or the end, tries once more.
        self.isDirty = true
        let reason = (error as? GLibError)?.reason(about: file.path) ?? "\(error)"
        Log.error("cannot save the state to \(file.path): \(reason)")
      }
    }
  }
}

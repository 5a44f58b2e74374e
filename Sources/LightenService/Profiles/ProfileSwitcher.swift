import GLibKit
import LightenCore

/// Makes the profile active that is for exactly the connected displays, once whenever they are
/// others.
@LoopActor
final class ProfileSwitcher {
  /// The displays are those that they are when none has come or gone for so long: monitors behind a
  /// dock appear one after the other.
  static let quietTime: Duration = .seconds(2)

  /// The active profile.
  private(set) var active: Profile?
  /// Called when a profile was made active, also the same one again, or none is any more.
  var onApply: (@LoopActor (Profile?) -> Void)?
  /// Called with the names of the bus properties that are others.
  var onChange: (@LoopActor ([String]) -> Void)?

  private unowned let manager: DisplayManager
  private let clock: any LoopClock
  private var timer: (any LoopTimer)?
  /// The displays that it was last decided for, by number; nil before the first time.
  private var decided: Set<Int>?
  private var isChosen = false
  private var known: (names: [String], matching: String) = ([], "")

  /// Decides for the displays of `manager`.
  init(_ manager: DisplayManager) {
    self.manager = manager
    clock = manager.patience
  }

  /// Decides nothing any more.
  func stop() {
    timer?.cancel()
    timer = nil
  }

  /// The names of all profiles, in the order of the config.
  var names: [String] { manager.configuration.profiles.map(\.name) }

  /// The profile for exactly the connected displays.
  var matching: Profile? { manager.configuration.profile(for: connected) }

  /// A display came or went.
  func displaysChanged() {
    announce()
    wait()
  }

  /// The profiles may be others. This waits too: a file that is saved in two steps has none for a
  /// moment.
  func configurationChanged() {
    announce()
    wait()
  }

  /// Makes a profile active because somebody wants it.
  func apply(named name: String) async throws(DisplayError) {
    guard let profile = manager.configuration.profile(named: name) else {
      throw DisplayError(
        .invalidArguments, manager.configuration.sentence(unknownProfile: name))
    }
    guard !profile.settings(for: connected).isEmpty else {
      throw DisplayError(
        .noSuchDisplay,
        "None of the displays of the profile “\(profile.name)” is connected: "
          + "\(profile.displays.joined(separator: "; ")).")
    }
    isChosen = true
    let problems = await activate(profile)
    guard problems.isEmpty else {
      throw DisplayError(
        .failed, "\(profile.name) is active, but: \(problems.joined(separator: " "))")
    }
  }

  private var connected: [SelectableDisplay] { manager.displays.map(manager.selectable) }

  private func wait() {
    // Without profiles nothing ever wakes up for them.
    guard !manager.configuration.profiles.isEmpty || active != nil else { return }
    timer = clock.schedule(after: Self.quietTime) { [weak self] in self?.decide() }
  }

  private func decide() {
    timer = nil
    // A monitor may go before anybody saw it, and then nobody says so: this is looked at again.
    guard manager.connected.values.allSatisfy(\.display.isSettled), !manager.isWaiting else {
      wait()
      return
    }
    let numbers = Set(manager.displays.map(\.number))
    if decided == nil, let earlier = profileOfBefore(numbers) {
      decided = numbers
      resume(earlier)
    } else if numbers != decided {
      decided = numbers
      isChosen = false
      activateAlone(matching)
    } else {
      keepUpWithConfiguration()
    }
  }

  /// The profile that was active with the same displays when the service ended: a restart is no
  /// change of the displays.
  private func profileOfBefore(_ numbers: Set<Int>) -> Profile? {
    guard let saved = manager.store.state.profile, saved.displays == numbers,
      let profile = manager.configuration.profile(named: saved.name),
      !profile.settings(for: connected).isEmpty
    else { return nil }
    return profile
  }

  /// Goes on with a profile: what it gives was given, and the user may have changed it since.
  private func resume(_ profile: Profile) {
    isChosen = !profile.isSame(as: matching)
    adopt(profile)
  }

  /// The same displays as before: only what has changed in the config counts.
  private func keepUpWithConfiguration() {
    let chosen = isChosen ? active.flatMap { manager.configuration.profile(named: $0.name) } : nil
    if chosen == nil { isChosen = false }
    let profile = chosen ?? matching
    if let profile, profile.isSame(as: active) { return }
    activateAlone(profile)
  }

  private func activateAlone(_ profile: Profile?) {
    LoopTask { [self] in
      for problem in await activate(profile) {
        Log.warning("profile \(profile?.name ?? ""): \(problem)")
      }
    }
  }

  /// Makes a profile active; returns what could not be done.
  private func activate(_ profile: Profile?) async -> [String] {
    if profile == nil, active == nil { return [] }
    adopt(profile)
    let tasks = manager.displays.compactMap { display in
      manager.profileSettings[display.number].map { settings in
        LoopTask { await self.manager.give(settings, to: display) }
      }
    }
    var problems: [String] = []
    for task in tasks { problems += await task.value }
    onApply?(profile)
    return problems
  }

  private func adopt(_ profile: Profile?) {
    active = profile
    manager.profileSettings = profile?.settings(for: connected) ?? [:]
    manager.applySettings()
    let applied = profile.map {
      AppliedProfile(name: $0.name, displays: Set(manager.displays.map(\.number)))
    }
    manager.store.change { $0.profile = applied }
    Log.notice(profile.map { "profile \($0.name) is active" } ?? "no profile is active")
    onChange?(["Active"])
  }

  private func announce() {
    let now = (names: names, matching: matching?.name ?? "")
    var changed: [String] = []
    if now.names != known.names { changed.append("Names") }
    if now.matching != known.matching { changed.append("Matching") }
    known = now
    if !changed.isEmpty { onChange?(changed) }
  }
}

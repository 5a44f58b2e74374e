import GLibKit
import LightenCore

/// What the service does by itself when something happens to its displays: it runs hooks and
/// applies profiles.
@LoopActor
final class Automation: DisplayObserver {
  /// Runs the user's programs.
  let hooks: HookRunner
  /// Applies what the config says of sets of displays.
  let profiles: ProfileSwitcher
  private unowned let manager: DisplayManager

  /// Watches the displays of `manager`.
  ///
  /// - Parameter folder: where the user's hooks are.
  init(_ manager: DisplayManager, hooks folder: String) {
    self.manager = manager
    hooks = HookRunner(folder: HookFolder(path: folder), clock: manager.patience)
    profiles = ProfileSwitcher(manager)
    profiles.onApply = { [weak self] in self?.applied($0) }
    manager.observer = self
  }

  /// Ends everything.
  func stop() {
    hooks.stop()
    profiles.stop()
  }

  func displayAdded(_ display: DisplayController, isNew: Bool) {
    if isNew { hooks.add(AutomationEvent(.added, eventDisplay(display))) }
    profiles.displaysChanged()
  }

  func displayRemoved(_ display: DisplayController) {
    hooks.add(AutomationEvent(.removed, eventDisplay(display)))
    profiles.displaysChanged()
  }

  func displayChanged(_ display: DisplayController, origin: BrightnessOrigin, sender: String) {
    var event = AutomationEvent(.changed, eventDisplay(display))
    (event.origin, event.sender) = (origin.rawValue, sender)
    hooks.add(event)
  }

  func computerWoke() { hooks.add(AutomationEvent(.wake)) }

  func configurationChanged() { profiles.configurationChanged() }

  private func applied(_ profile: Profile?) {
    var event = AutomationEvent(.profile)
    event.profile = profile?.name ?? ""
    hooks.add(event)
  }

  private func eventDisplay(_ display: DisplayController) -> EventDisplay {
    let description = display.description
    return EventDisplay(
      number: display.number, name: display.name, alias: display.alias,
      connector: manager.connectorName(display), id: description.id,
      serial: description.serial, kind: description.kind.rawValue, state: display.state.rawValue,
      brightness: display.isControllable ? display.level?.percent : nil)
  }
}

import GLibKit
import LightenCore
import LightenDevices
import LightenInterface

extension DisplayManager {
  /// Another config counts from now on.
  func apply(_ configuration: Configuration) {
    self.configuration = configuration
    automatic.apply(configuration.params)
    applySettings()
    observer?.configurationChanged()
  }

  /// What the config and the active profile say of each display counts from now on.
  func applySettings() {
    for (key, entry) in connected { apply(key, entry) }
  }

  /// What the config and the active profile say of a display.
  func settings(for display: SelectableDisplay) -> DisplaySettings {
    var settings = configuration.settings(for: display)
    if let profile = profileSettings[display.number] { settings.merge(profile) }
    return settings
  }

  private func apply(_ key: String, _ entry: Connected) {
    let display = entry.display
    let settings = settings(for: SelectableDisplay(number: display.number, display.description))
    let path = BusNames.path(ofDisplay: display.number)

    if display.alias != settings.alias ?? "" {
      display.alias = settings.alias ?? ""
      objects.emitChanged(["Name", "Alias"], of: BusNames.display, at: path)
    }
    let limits = Self.limits(settings, display.description)
    if display.limits != limits {
      display.limits = limits
      objects.emitChanged(["Minimum", "Maximum"], of: BusNames.backlight, at: path)
    }
    display.restores = settings.restore ?? true
    let isAuto = store.state.records[display.number]?.isAuto ?? settings.auto ?? false
    if display.isAuto != isAuto {
      display.isAuto = isAuto
      objects.emitChanged(["Auto"], of: BusNames.backlight, at: path)
      automatic.changed(display)
    }
    let isEnabled = settings.enabled ?? true
    if entry.isEnabled != isEnabled {
      connected[key]?.isEnabled = isEnabled
      display.replaceDevice(
        isEnabled ? entry.candidate.makeDevice() : UnavailableDevice(.disabled),
        entry.candidate.description)
    }
  }
}

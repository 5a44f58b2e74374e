import GLibKit
import LightenCore
import LightenDevices
import LightenInterface

extension DisplayManager {
  /// Another config counts from now on.
  func apply(_ configuration: Configuration) {
    self.configuration = configuration
    for (key, entry) in connected { apply(key, entry) }
  }

  private func apply(_ key: String, _ entry: Connected) {
    let display = entry.display
    let settings = configuration.settings(
      for: SelectableDisplay(number: display.number, display.description))
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
    let isEnabled = settings.enabled ?? true
    if entry.isEnabled != isEnabled {
      connected[key]?.isEnabled = isEnabled
      display.replaceDevice(
        isEnabled ? entry.candidate.makeDevice() : UnavailableDevice(.disabled),
        entry.candidate.description)
    }
  }
}

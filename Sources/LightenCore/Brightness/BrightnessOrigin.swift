/// Why a display has another brightness now; the word is part of the D-Bus contract.
public enum BrightnessOrigin: String, Sendable {
  /// A client asked for it.
  case client
  /// The light in the room changed.
  case auto
  /// The level from before sleep or unplug was put back.
  case restore
  /// A step of a fade.
  case fade
  /// The monitor's own buttons, a hotkey or another program.
  case external
}

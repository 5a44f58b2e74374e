/// The desktop that shows pictures on the monitors, as far as its commands differ.
public enum DesktopFacts: Sendable, Equatable, CaseIterable {
  /// Sway, or another compositor that understands swaymsg.
  case sway
  /// Hyprland.
  case hyprland
  /// GNOME.
  case gnome
  /// KDE Plasma.
  case plasma
  /// Any other one on X11.
  case x11
  /// None that is known.
  case unknown
}

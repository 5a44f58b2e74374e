import GLibKit

/// The desktop, by the variables that it sets for its programs.
enum DesktopReading {
  /// The user's desktop.
  static var desktop: DesktopFacts {
    if Environment["SWAYSOCK"] != nil { return .sway }
    if Environment["HYPRLAND_INSTANCE_SIGNATURE"] != nil { return .hyprland }
    // A list, the most particular name first (desktop entry specification, OnlyShowIn).
    let names = (Environment["XDG_CURRENT_DESKTOP"] ?? "").split(separator: ":")
    if names.contains("GNOME") { return .gnome }
    if names.contains("KDE") { return .plasma }
    let isX11 = Environment["DISPLAY"] != nil && Environment["WAYLAND_DISPLAY"] == nil
    return isX11 ? .x11 : .unknown
  }
}

/// Whether the monitor is switched off by the desktop, so that it need not answer.
enum StandbyCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard monitor.buses != nil, !monitor.isReady else { return nil }
    if !monitor.isEnabled {
      return Finding(
        "standby", .problem, monitor: monitor.label,
        "The desktop shows nothing on it, so that it sleeps; switch it on in the display settings.",
        commands: facts.desktop.enable(monitor.connector.short))
    }
    guard !monitor.isOn || monitor.report?.state == "asleep" else { return nil }
    return Finding(
      "standby", .problem, monitor: monitor.label,
      "It is in standby; wake it by a key press, a move of the mouse, or its power button.",
      commands: facts.desktop.wake)
  }
}

extension DesktopFacts {
  /// Ends the standby of all monitors.
  fileprivate var wake: [String] {
    switch self {
    case .sway: ["swaymsg 'output * power on'"]
    case .hyprland: ["hyprctl dispatch dpms on"]
    case .gnome:
      [
        "busctl --user set-property org.gnome.Mutter.DisplayConfig "
          + "/org/gnome/Mutter/DisplayConfig org.gnome.Mutter.DisplayConfig PowerSaveMode i 0"
      ]
    case .plasma: ["kscreen-doctor --dpms on"]
    case .x11: ["xset dpms force on"]
    case .unknown: []
    }
  }

  /// Shows a picture on a monitor.
  fileprivate func enable(_ connector: String) -> [String] {
    switch self {
    case .sway: ["swaymsg output \(connector) enable"]
    case .hyprland: ["hyprctl keyword monitor \(connector),preferred,auto,1"]
    case .gnome: ["gnome-control-center display"]
    case .plasma: ["kscreen-doctor output.\(connector).enable"]
    case .x11: ["xrandr --auto"]
    case .unknown: []
    }
  }
}

/// Whether a panel has a backlight.
enum BacklightCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard monitor.attachment == .noBacklight else { return nil }
    return Finding(
      "backlight", .problem, monitor: monitor.label,
      "The panel has no backlight in /sys/class/backlight: its graphics driver offers none, or "
        + "the kernel was started with an acpi_backlight= that hides it.")
  }
}

import LightenInterface

/// The monitors that are connected, as far as anybody has said: a service that ends takes its
/// displays from the bus, but nobody has unplugged them.
struct KnownDisplays {
  private var displays: [String: DisplaySnapshot] = [:]

  /// These are connected.
  init(_ displays: [DisplaySnapshot] = []) {
    for display in displays { self.displays[display.path] = display }
  }

  /// A display is on the bus; returns whether it was not connected before.
  mutating func came(_ display: DisplaySnapshot) -> Bool {
    // Without the state file another monitor may have got the number.
    let isNew = displays[display.path]?.id != display.id
    displays[display.path] = display
    return isNew
  }

  /// A display was unplugged.
  mutating func went(_ display: DisplaySnapshot) { displays[display.path] = nil }

  /// Those that are not among `present`, by number.
  func missing(among present: [DisplaySnapshot]) -> [DisplaySnapshot] {
    displays.values.filter { known in !present.contains { $0.path == known.path } }
      .sorted { $0.number < $1.number }
  }
}

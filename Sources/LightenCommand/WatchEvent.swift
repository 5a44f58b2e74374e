import LightenInterface

/// Something that `lighten watch` shows.
enum WatchEvent {
  case brightness(DisplaySnapshot, percent: Int, origin: String, sender: String)
  case state(DisplaySnapshot)
  case added(DisplaySnapshot)
  case removed(DisplaySnapshot)
  case started
  case stopped

  /// The display that it is about, nil for one of the service.
  var display: DisplaySnapshot? {
    switch self {
    case .brightness(let display, _, _, _), .state(let display), .added(let display),
      .removed(let display):
      display
    case .started, .stopped: nil
    }
  }

  /// The line for people.
  var text: String {
    switch self {
    case .brightness(let display, let percent, let origin, _):
      "\(Self.place(display)): \(percent)% (\(origin))"
    case .state(let display):
      "\(Self.place(display)): \(display.state)"
        + (display.reason.isEmpty ? "" : ", \(display.reason)")
    case .added(let display):
      "\(Self.place(display)): added on \(display.connector)"
        + (display.brightness.map { ", \($0)%" } ?? "")
    case .removed(let display): "\(Self.place(display)): removed"
    case .started: "lightend started"
    case .stopped: "lightend stopped"
    }
  }

  /// The line for programs; contrib/doc/schema documents its members.
  var json: JSON {
    switch self {
    case .brightness(let display, let percent, let origin, let sender):
      Self.object(
        "brightness", display,
        [
          ("brightness", .number(Int64(percent))), ("origin", .string(origin)),
          ("sender", .string(sender)),
        ])
    case .state(let display):
      Self.object(
        "state", display, [("state", .string(display.state)), ("reason", .string(display.reason))])
    case .added(let display): Self.object("added", display, [])
    case .removed(let display): Self.object("removed", display, [])
    case .started: .object([("event", .string("started"))])
    case .stopped: .object([("event", .string("stopped"))])
    }
  }

  private static func place(_ display: DisplaySnapshot) -> String {
    "\(display.number) \(display.name)"
  }

  private static func object(
    _ event: String, _ display: DisplaySnapshot, _ members: [(String, JSON)]
  ) -> JSON {
    .object(
      [
        ("event", .string(event)), ("number", .number(Int64(display.number))),
        ("name", .string(display.name)),
      ] + members)
  }
}

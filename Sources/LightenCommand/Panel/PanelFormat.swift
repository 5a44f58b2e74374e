/// How a panel wants a line.
enum PanelFormat {
  /// JSON for a custom module of Waybar, see waybar-custom(5).
  case waybar
  /// Plain text: for Polybar's custom/script, and for everything else that shows a line.
  case polybar

  /// The line that shows `view`.
  func line(_ view: PanelView) -> String {
    switch self {
    case .waybar: Self.waybar(view)
    // Nothing here comes from a monitor, so that no name can be taken for a formatting tag.
    case .polybar: Self.text(view)
    }
  }

  /// Such as `◑ 50%`.
  private static func text(_ view: PanelView) -> String {
    let level = view.brightness.map { "\($0)%" } ?? (view.condition == .stopped ? "stopped" : "–")
    return "\(icon(view)) \(level)" + (view.isAuto ? " auto" : "")
  }

  /// A sign from DejaVu Sans, Debian's default font: how full it is tells the level.
  private static func icon(_ view: PanelView) -> String {
    switch view.condition {
    case .ready: level(view.brightness ?? 0)
    case .probing, .none: "◌"
    case .asleep: "☾"
    case .unresponsive: "⚠"
    case .unsupported: "⊘"
    case .stopped: "✕"
    }
  }

  /// The quarter that is nearest to a percentage.
  private static func level(_ percent: Int) -> String {
    switch percent {
    case ..<13: "○"
    case ..<38: "◔"
    case ..<63: "◑"
    case ..<88: "◕"
    default: "●"
    }
  }

  private static func waybar(_ view: PanelView) -> String {
    let word = view.condition.rawValue
    let isPlainAuto = view.isAuto && view.condition == .ready
    return JSON.object([
      ("text", .string(PangoMarkup.escaped(text(view)))),
      ("alt", .string(isPlainAuto ? "auto" : word)),
      ("tooltip", .string(view.details.map(PangoMarkup.escaped).joined(separator: "\n"))),
      ("class", .array(([word] + (view.isAuto ? ["auto"] : [])).map(JSON.string))),
      ("percentage", view.brightness.map { .number(Int64($0)) } ?? .null),
    ]).text
  }
}

import LightenCore
import LightenInterface

/// What a panel shows at one moment: the level and state of one display, and a line about each.
struct PanelView: Equatable {
  /// How the shown display is, or why there is none.
  enum Condition: String, CaseIterable {
    case ready
    case probing
    case asleep
    case unresponsive
    case unsupported
    /// No display that could be shown is connected.
    case none
    /// The service does not run.
    case stopped
  }

  /// How the shown display is.
  let condition: Condition
  /// Its brightness in percent, nil where there is none to show.
  let brightness: Int?
  /// Whether its automatic brightness is on.
  let isAuto: Bool
  /// What else there is to say: a line about every connected display.
  let details: [String]

  /// Without the service.
  static let stopped = PanelView(
    condition: .stopped, brightness: nil, isAuto: false,
    details: ["lightend is not running; start it with “systemctl --user start lightend”."])

  /// Shows the first of the chosen displays that is ready, else the first; `all` are connected.
  init(_ selection: DisplaySelection, among all: [DisplaySnapshot]) {
    let lines = all.map(Self.line)
    do throws(SelectionError) {
      let chosen = try selection.displays(among: all)
      let shown = chosen.first { $0.state == DisplayState.ready.rawValue } ?? chosen.first
      let reason = all.isEmpty ? "No monitor is connected." : "No monitor can be controlled."
      self.init(
        condition: shown.map(Self.condition) ?? .none, brightness: shown?.brightness,
        isAuto: shown?.isAuto ?? false, details: shown == nil ? [reason] + lines : lines)
    } catch {
      self.init(condition: .none, brightness: nil, isAuto: false, details: [error.message] + lines)
    }
  }

  private init(condition: Condition, brightness: Int?, isAuto: Bool, details: [String]) {
    self.condition = condition
    self.brightness = brightness
    self.isAuto = isAuto
    self.details = details
  }

  private static func condition(_ display: DisplaySnapshot) -> Condition {
    // A word of a newer service is none that this program could show as well.
    DisplayState(rawValue: display.state).flatMap { Condition(rawValue: $0.rawValue) }
      ?? .unresponsive
  }

  /// Such as `Dell U2720Q (DP-1): 50%, auto`.
  private static func line(_ display: DisplaySnapshot) -> String {
    let isReady = display.state == DisplayState.ready.rawValue
    let facts = [
      display.brightness.map { "\($0)%" }, display.isAuto ? "auto" : nil,
      isReady ? nil : display.state,
    ]
    let place = display.connector.isEmpty ? "" : " (\(display.connector))"
    let reason = display.reason.isEmpty ? "" : " – \(display.reason)"
    return display.name + place + ": " + facts.compactMap { $0 }.joined(separator: ", ") + reason
  }
}

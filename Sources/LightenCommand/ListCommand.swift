import ArgumentParser
import GLibKit
import LightenInterface

/// `lighten list`: every display.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every display.",
    discussion: """
      With --json an array of objects, one for each display, with the members number, name, \
      alias, manufacturer, model, serial, id, connector, kind, internal, state, reason, \
      brightness, minimum, maximum, raw, rawMaximum, auto and writes; those of a display whose \
      brightness cannot be controlled are null.
      """)

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    try Session.run { [json] client in
      let displays = try await client.displays()
      StandardOutput.write(json ? Self.json(displays) : Self.table(displays))
    }
  }

  private static func table(_ displays: [DisplaySnapshot]) -> String {
    guard !displays.isEmpty else { return "No display is connected.\n" }
    let rows = displays.map { display in
      [
        "\(display.number)", display.name, display.connector, display.kind, display.state,
        display.brightness.map { "\($0)%" } ?? "-",
      ]
    }
    let reasons = displays.filter { !$0.reason.isEmpty }.map { "\($0.number): \($0.reason)\n" }
    return Table.text(["N", "NAME", "CONNECTOR", "KIND", "STATE", "BRIGHTNESS"], rows)
      + (reasons.isEmpty ? "" : "\n" + reasons.joined())
  }

  private static func json(_ displays: [DisplaySnapshot]) -> String {
    let rows = displays.map { "  \(DisplayJSON.object($0).text)" }
    return rows.isEmpty ? "[]\n" : "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }
}

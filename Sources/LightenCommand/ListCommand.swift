import ArgumentParser
import GLibKit
import LightenInterface

/// `lighten list`: every display.
struct ListCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every display.",
    discussion: "With --json an array of objects, whose members lighten(1) describes.")

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [json] client in
      let displays = try await client.displays()
      StandardOutput.write(json ? Self.json(displays) : Self.table(displays))
    }
  }

  private static let stateColumn = 4

  private static func table(_ displays: [DisplaySnapshot]) -> String {
    guard !displays.isEmpty else { return "No display is connected.\n" }
    let rows = displays.map { display in
      [
        "\(display.number)", display.name, display.connector, display.kind, display.state,
        display.brightness.map { "\($0)%" } ?? "-",
      ]
    }
    let reasons = displays.filter { !$0.reason.isEmpty }.map { "\($0.number): \($0.reason)\n" }
    let style = Terminal.style
    let table = Table.text(
      ["N", "NAME", "CONNECTOR", "KIND", "STATE", "BRIGHTNESS"], rows
    ) { column, cell in
      column == stateColumn ? style.text(cell, .state(cell)) : cell
    }
    return table
      + (reasons.isEmpty ? "" : "\n" + reasons.joined())
  }

  private static func json(_ displays: [DisplaySnapshot]) -> String {
    JSON.lines(displays.map(DisplayJSON.object))
  }
}

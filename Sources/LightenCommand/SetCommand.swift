import ArgumentParser
import DBusKit
import GLibKit
import LightenCore

/// `lighten set`: changes the brightness.
struct SetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set the brightness, or change it by percent points.",
    usage: "lighten set [-d DISPLAY]… VALUE",
    discussion: """
      VALUE is 40, +10 or -10, or in the words of the predecessor "= 40", "+ 10", "- 10". Each \
      display's own limits apply.
      """)

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  // All of it, as -10 looks like options and "- 10" may come as two arguments.
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("40, +10 or -10, percent.", valueName: "value"))
  var value: [String] = []

  func validate() throws {
    _ = try request()
  }

  func run() throws {
    let request = try request()
    try Session.run { [options] client in
      try await options.forEach(client) { display throws(BusError) in
        try await client.change(display.path, request)
      }
    }
  }

  private func request() throws -> BrightnessRequest {
    try CommandLineValue.parse {
      try BrightnessRequest(parsing: value.filter { $0 != "--" }.joined(separator: " "))
    }
  }
}

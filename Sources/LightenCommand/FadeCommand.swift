import ArgumentParser
import DBusKit
import GLibKit
import LightenCore

/// `lighten fade`: moves to a brightness in even steps.
struct FadeCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fade", abstract: "Move to a brightness in even steps.",
    discussion: "Ends when the displays are there. Any other change ends the fade.")

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  @Argument(help: "The brightness to end at, 0 to 100 percent.")
  var value: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("How long it takes: 500ms, 2s, 1.5m, 1h; at most 24h.", valueName: "time"))
  var duration: String

  func validate() throws {
    _ = try percent()
    _ = try milliseconds()
  }

  func run() throws {
    let (percent, milliseconds) = (try percent(), try milliseconds())
    try Session.run { [options] client in
      try await options.forEach(client) { display throws(BusError) in
        try await client.fade(display.path, to: percent, milliseconds: milliseconds)
      }
    }
  }

  private func percent() throws -> Int {
    guard
      case .absolute(let percent) = try CommandLineValue.parse({
        try BrightnessRequest(parsing: value)
      })
    else {
      throw ValidationError("“\(value)” is relative: a fade ends at a brightness, such as 40.")
    }
    return percent
  }

  private func milliseconds() throws -> UInt32 {
    try CommandLineValue.parse { try FadeDuration(parsing: duration).milliseconds }
  }
}

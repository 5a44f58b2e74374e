import ArgumentParser
import LightenInterface

/// `lighten refresh`: looks at all monitors again.
struct RefreshCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Look for monitors again and read from all of them.")

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { client in
      // Each read may take its retries, and a monitor that hangs its five seconds.
      _ = try await client.call(
        BusNames.root, BusNames.manager, "Refresh", timeout: .seconds(60))
    }
  }
}

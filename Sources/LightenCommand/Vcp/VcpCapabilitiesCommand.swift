import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten vcp capabilities`.
struct VcpCapabilitiesCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capabilities",
    abstract: "Show the capabilities string, as the monitor says it.",
    discussion: "For people “lighten vcp list” makes a table of it.")

  @OptionGroup var options: DisplayOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try VcpCommand.run(options) { client, display throws(BusError) in
      try await client.call(display.path, BusNames.vcp, "Capabilities")[0]?.string?.printable ?? ""
    } show: { answers, isForOne in
      for (display, text) in answers {
        StandardOutput.write((isForOne ? "" : "\(display.number) ") + "\(text)\n")
      }
    }
  }
}

import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten vcp get`.
struct VcpGetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show a feature's value.",
    discussion: """
      A level is shown with its maximum, as “75 of 100”; one of several choices by its name and \
      number, as “hdmi1 (0x11)”, or by its number alone. For several displays a line each, with N \
      in front.
      """)

  @OptionGroup var options: DisplayOptions
  @Flag(help: "Write JSON.") var json = false
  @OptionGroup var output: OutputOptions

  @Argument(
    help: "The feature, by number or by name.", completion: .list(VcpFeature.all.map(\.name)))
  var feature: String

  func validate() throws { _ = try code() }

  func run() throws {
    let code = try code()
    try VcpCommand.run(options) { client, display throws(BusError) in
      let reply = try await client.call(display.path, BusNames.vcp, "Get", [.byte(code)])
      return VcpReading(
        code: code, current: reply[0]?.uint16 ?? 0, maximum: reply[1]?.uint16 ?? 0)
    } show: { [json] answers, isForOne in
      if json {
        StandardOutput.write(JSON.lines(answers.map { VcpJSON.reading($0.answer, $0.display) }))
        return
      }
      for (display, reading) in answers {
        StandardOutput.write((isForOne ? "" : "\(display.number) ") + "\(reading.text)\n")
      }
    }
  }

  private func code() throws -> UInt8 {
    try CommandLineValue.parse { try VcpFeature.code(feature) }
  }
}

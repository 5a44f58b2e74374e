import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten vcp list`: what a monitor offers.
struct VcpListCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show which features a monitor has, and their values.",
    discussion: """
      A table from the monitor's capabilities: code, name and, where the monitor says which ones \
      it takes, values. For several displays a table each. Monitors leave features out, and name \
      some that do nothing; “lighten vcp get” tells.
      """)

  @OptionGroup var options: DisplayOptions
  @Flag(help: "Write JSON.") var json = false
  @Flag(help: "Show every feature that has a name instead, and the names of all its values.")
  var all = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if all, json || !options.selectors.isEmpty {
      throw ValidationError("--all is about no display, and goes with neither -d nor --json.")
    }
  }

  func run() throws {
    if all {
      StandardOutput.write(Self.table(.named))
      return
    }
    try VcpCommand.run(options) { client, display throws(BusError) in
      let text = try await client.call(display.path, BusNames.vcp, "Capabilities")[0]?.string?
        .printable
      return VcpCapabilities(parsing: text ?? "")
    } show: { [json] answers, isForOne in
      if json {
        StandardOutput.write(
          JSON.lines(answers.map { VcpJSON.capabilities($0.answer, $0.display) }))
        return
      }
      let paragraphs = answers.map { display, capabilities in
        (isForOne ? "" : Self.heading(display, capabilities)) + Self.table(capabilities)
      }
      StandardOutput.write(paragraphs.joined(separator: "\n"))
    }
  }

  private static func heading(
    _ display: DisplaySnapshot, _ capabilities: VcpCapabilities
  ) -> String {
    "\(display.number) \(display.name)"
      + (capabilities.version.map { ", MCCS \($0)" } ?? "") + "\n"
  }

  private static func table(_ capabilities: VcpCapabilities) -> String {
    guard !capabilities.features.isEmpty else {
      return "The monitor does not say which features it has.\n"
    }
    let rows = capabilities.features.map { feature in
      let known = VcpFeature(code: feature.code)
      let values = feature.values.map { value in
        known?.value(of: UInt16(value))?.text ?? VcpText.number(value)
      }
      return [
        VcpText.number(feature.code), known?.name ?? VcpText.nameless(feature.code),
        values.isEmpty ? "-" : values.joined(separator: ", "),
      ]
    }
    return Table.text(["CODE", "NAME", "VALUES"], rows)
  }
}

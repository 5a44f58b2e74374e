import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten vcp set`.
struct VcpSetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set a feature to a value.",
    discussion: """
      VALUE is a number, such as 70 or 0x11, or where the values of the feature have names one of \
      these: “lighten vcp set input hdmi1”. “lighten vcp list” shows what a monitor takes.
      """)

  @OptionGroup var options: DisplayOptions
  @OptionGroup var output: OutputOptions

  @Argument(
    help: "The feature, by number or by name.", completion: .list(VcpFeature.all.map(\.name)))
  var feature: String

  @Argument(
    help: "The value, by number or by name.",
    completion: .custom { words, index, _ in VcpSetCommand.values(after: words.prefix(index)) })
  var value: String

  func validate() throws { _ = try arguments() }

  func run() throws {
    let (code, value) = try arguments()
    try VcpCommand.run(options) { client, display throws(BusError) in
      _ = try await client.call(
        display.path, BusNames.vcp, "Set", [.byte(code), .uint16(value)])
    } show: { _, _ in
    }
  }

  private func arguments() throws -> (UInt8, UInt16) {
    try CommandLineValue.parse {
      let code = try VcpFeature.code(feature)
      return (code, try VcpFeature.value(value, of: code))
    }
  }

  /// The names of values for the feature that was written last.
  private static func values(after words: ArraySlice<String>) -> [String] {
    let features = words.compactMap { word in
      try? VcpFeature(code: VcpFeature.code(word))
    }
    return features.last?.values.map(\.name) ?? []
  }
}

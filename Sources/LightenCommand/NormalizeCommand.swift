import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten normalize`: the brightness that is computed.
struct NormalizeCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Set the brightness that is computed from the present light.",
    discussion: """
      By normalize_method and normalize_mode of lightend.conf. Exit status 1 when no light is \
      measured.
      """)

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [options] client in
      try await options.forEach(client) { displays throws(BusError) in
        let sensor = try await client.sensor()
        guard sensor.level != nil else { throw try await client.noLight(sensor) }
        for display in displays { Session.report(display, LightText.tryAgain) }
      } _: { display throws(BusError) in
        try await client.normalize(display.path)
      }
    }
  }
}

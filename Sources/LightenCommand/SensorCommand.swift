import ArgumentParser
import GLibKit
import LightenInterface

/// `lighten sensor`: the light in the room.
struct SensorCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensor", abstract: "Show the light in the room: the level, rounded.",
    discussion: """
      Exit status 1 when no light is measured. With --json, which tells that too, an object, whose \
      members lighten(1) describes.
      """)

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [json] client in
      let sensor = try await client.sensor()
      if json {
        StandardOutput.write("\(SensorJSON.object(sensor).text)\n")
      } else if let level = LightText.rounded(sensor.level) {
        StandardOutput.write("\(level)\n")
      } else {
        throw try await client.noLight(sensor)
      }
    }
  }
}

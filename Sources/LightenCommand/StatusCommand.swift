import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten status`: light and brightness together.
struct StatusCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the light in the room and the brightness.",
    discussion: """
      The first line is “sensor: 42”, or “sensor: none” when no light is measured. For one display \
      “monitor: 60” follows; for several a line each, “monitor 0 (NAME): 60%, auto on”, with the \
      state at the end unless it is ready.

      With --json an object, whose members lighten(1) describes.
      """)

  @OptionGroup var options: DisplayOptions

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [options, json] client in
      let sensor = try await client.sensor()
      // Before the displays: it is there without them too.
      if !json { StandardOutput.write("sensor: \(LightText.rounded(sensor.level) ?? "none")\n") }
      let displays = try await options.displays(client)
      if json {
        StandardOutput.write("\(Self.json(sensor, displays).text)\n")
      } else {
        try await Self.write(client, displays)
      }
    }
  }

  @LoopActor
  private static func write(_ client: LightenClient, _ displays: [DisplaySnapshot]) async throws {
    var statuses: [ExitStatus] = []
    for display in displays {
      do throws(BusError) {
        let brightness = try await client.brightness(of: display)
        StandardOutput.write(
          displays.count == 1
            ? "monitor: \(brightness)\n" : "\(line(display, brightness: brightness))\n")
      } catch {
        statuses.append(Session.report(error, display: display))
      }
    }
    let worst = ExitStatus.worst(statuses)
    if worst != .done { throw worst }
  }

  private static func line(_ display: DisplaySnapshot, brightness: Int) -> String {
    "monitor \(display.number) (\(display.name)): \(brightness)%, auto \(display.isAuto ? "on" : "off")"
      + (display.state == "ready" ? "" : ", \(display.state)")
  }

  private static func json(_ sensor: SensorSnapshot, _ displays: [DisplaySnapshot]) -> JSON {
    .object([
      ("sensor", SensorJSON.object(sensor)),
      ("displays", .array(displays.map(DisplayJSON.object))),
    ])
  }
}

import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten restore`: the brightness that was learned.
struct RestoreCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Set the brightness that was learned for the present light.",
    discussion: """
      Exit status 1 when no light is measured, or when nothing was learned for it; see “lighten \
      curve”.
      """)

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [options] client in
      try await options.forEach(client) { displays throws(BusError) in
        let sensor = try await client.sensor()
        guard let level = sensor.level else { throw try await client.noLight(sensor) }
        for display in displays {
          let isLearned = try await client.evaluate(display.path, lights: [level])[0] != nil
          Session.report(
            display,
            isLearned
              ? LightText.tryAgain : Self.reason(display, level: level, unit: sensor.unit))
        }
      } _: { display throws(BusError) in
        try await client.restore(display.path)
      }
    }
  }

  private static func reason(_ display: DisplaySnapshot, level: Double, unit: String) -> String {
    let lesson = LightText.lesson(display.number)
    if display.points.isEmpty { return "Nothing was learned yet. \(lesson)" }
    let nearest = LightText.nearest(display.points, to: level, unit: unit)
    return "Nothing was learned for \(LightText.level(level, unit: unit)); next to it is "
      + "\(nearest). \(lesson)"
  }
}

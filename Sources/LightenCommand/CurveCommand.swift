import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten curve`: what was learned.
struct CurveCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curve", abstract: "Draw the brightness that was learned for each light.",
    usage: """
      lighten curve [-d DISPLAY]… [--json | --svg FILE]
      lighten curve [-d DISPLAY]… --forget [LIGHT]
      """,
    discussion: """
      Shows each display's learned points, the curve through them, and where the room is now. Lux \
      are drawn by their logarithm, levels in a sensor's own unit evenly.

      With --json an object, whose members lighten(1) describes.
      """)

  @OptionGroup var options: DisplayOptions

  @Flag(help: "Write JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write a picture with the curves of all displays into a file; - is standard output.",
      valueName: "file"))
  var svg: String?

  @Flag(help: "Forget the point nearest to a light, or without a light everything.")
  var forget = false

  @OptionGroup var output: OutputOptions

  @Argument(help: "With --forget: a light, in the sensor's unit.")
  var light: String?

  func validate() throws {
    if let light, !forget {
      throw ValidationError(
        "“\(light)” is a light to forget, which needs --forget; a display is chosen with -d.")
    }
    guard [json, svg != nil, forget].filter(\.self).count <= 1 else {
      throw ValidationError("--json, --svg and --forget do not go together: choose one.")
    }
    if svg == "" { throw ValidationError("--svg needs the name of a file, or - .") }
    _ = try lightToForget()
  }

  func run() throws {
    let lightToForget = try lightToForget()
    try Session.run { [options, json, svg, forget] client in
      if forget {
        try await CurveForgetting.run(client, options, light: lightToForget)
        return
      }
      let displays = try await options.displays(client)
      let sensor = try await client.sensor()
      let (plot, status) = await CurveReading.plot(client, displays, sensor)
      if json {
        StandardOutput.write("\(CurveJSON.object(plot, displays, sensor).text)\n")
      } else if let svg {
        try Picture.write(SVGPlot(plot).text, to: svg)
      } else {
        try await Self.draw(plot, client, sensor)
      }
      if status != .done { throw status }
    }
  }

  private func lightToForget() throws -> Double? {
    try light.map { light in
      try CommandLineValue.parse { try LightLevel(parsing: light).value }
    }
  }

  private static func draw(
    _ plot: CurvePlot, _ client: LightenClient, _ sensor: SensorSnapshot
  ) async throws {
    let text = TextPlot(width: Terminal.columns, lines: Terminal.lines, style: Terminal.style)
    let paragraphs = plot.series.map { series in
      series.points.isEmpty
        ? "\(series.number) \(series.name): nothing was learned yet. \(LightText.lesson(series.number))\n"
        : text.lines(plot, series).map { "\($0)\n" }.joined()
    }
    StandardOutput.write(paragraphs.joined(separator: "\n"))
    // Without light nothing can be learned.
    if sensor.level == nil, plot.series.contains(where: \.points.isEmpty) {
      StandardOutput.write("\n\(try await client.noLight(sensor).message)\n")
    }
  }
}

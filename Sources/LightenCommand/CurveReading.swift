import DBusKit
import GLibKit
import LightenInterface

/// Asks the service for everything that a picture of learned curves shows.
@LoopActor
enum CurveReading {
  /// The curves of displays in the displays' order, and the worst status of those that could not
  /// be asked, after each failure was reported.
  static func plot(
    _ client: LightenClient, _ displays: [DisplaySnapshot], _ sensor: SensorSnapshot
  ) async -> (plot: CurvePlot, status: ExitStatus) {
    let lights = displays.flatMap { $0.points.map(\.light) } + [sensor.level].compactMap(\.self)
    let scale = LightScale(unit: sensor.unit, lights: lights)
    let (answers, status) = await DisplayOptions.gather(displays) { display throws(BusError) in
      let brightness = try await client.brightness(of: display)
      return try await series(client, display, brightness, scale, light: sensor.level)
    }
    let plot = CurvePlot(
      series: answers.map(\.answer), scale: scale, unit: sensor.unit, light: sensor.level)
    return (plot, status)
  }

  private static func series(
    _ client: LightenClient, _ display: DisplaySnapshot, _ brightness: Int, _ scale: LightScale,
    light: Double?
  ) async throws(BusError) -> CurveSeries {
    let points = display.points
    var outline: [[CurveVertex]] = []
    var learned: Int?
    if !points.isEmpty {
      let lights = CurveOutline.lights(scale, points)
      let now = [light].compactMap(\.self)
      let values = try await client.evaluate(display.path, lights: lights + now)
      outline = CurveOutline.pieces(
        lights: lights, values: Array(values.prefix(lights.count)), points: points)
      learned = values.dropFirst(lights.count).first ?? nil
    }
    return CurveSeries(
      number: display.number, name: display.name, points: points, outline: outline,
      brightness: brightness, learned: learned)
  }
}

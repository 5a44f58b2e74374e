import LightenInterface

/// Light and learned points in words.
enum LightText {
  /// A level as people say it: one decimal below 10, whole numbers from there.
  static func number(_ level: Double) -> String {
    let tenths = Int64((min(max(level, 0), 1e15) * 10).rounded())
    if tenths >= 100 || tenths % 10 == 0 { return "\((tenths + 5) / 10)" }
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A whole number, as the predecessor shows it; nil without a level.
  static func rounded(_ level: Double?) -> String? {
    level.flatMap { Int64(exactly: $0.rounded()) }.map { "\($0)" }
  }

  /// A level with its unit; raw levels have none that people know.
  static func level(_ level: Double, unit: String) -> String {
    unit == "lux" ? "\(number(level)) lux" : number(level)
  }

  /// A point: `20% at 10 lux`.
  static func point(_ point: LearnedPoint, unit: String) -> String {
    "\(point.brightness)% at \(level(point.light, unit: unit))"
  }

  /// The points next to a light, one on each side where there is one.
  static func nearest(_ points: [LearnedPoint], to light: Double, unit: String) -> String {
    let below = points.last { $0.light <= light }
    let above = points.first { $0.light > light }
    return [below, above].compactMap { $0.map { point($0, unit: unit) } }
      .joined(separator: " and ")
  }

  /// What to do when no light is measured.
  ///
  /// - Parameter isSimulated: whether the service runs with simulated displays.
  static func advice(_ sensor: SensorSnapshot, isSimulated: Bool) -> String {
    if isSimulated || sensor.source == "simulated" {
      return "There is no light in the simulated room: switch it on with “lighten sim light 240”."
    }
    if sensor.source.isEmpty {
      return "There is no light sensor: name one under [sensor] in lightend.conf, or install "
        + "iio-sensor-proxy."
    }
    return "The light sensor (\(sensor.source)) does not answer: plug it in again, or see "
      + "“journalctl --user -u lightend”."
  }

  /// For a change that failed though there is light.
  static let tryAgain =
    "Another change came between, or no light was measured at that moment: try again."

  /// How to teach the display with this number a brightness for the present light.
  static func lesson(_ number: Int) -> String {
    "Set the brightness that you want (“lighten set -d \(number) 40”): after three seconds "
      + "it is learned for the present light."
  }
}

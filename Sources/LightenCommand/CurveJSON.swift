import LightenInterface

/// Learned curves as JSON; contrib/doc/schema documents the members.
enum CurveJSON {
  /// The object.
  static func object(
    _ plot: CurvePlot, _ displays: [DisplaySnapshot], _ sensor: SensorSnapshot
  ) -> JSON {
    .object([
      ("sensor", SensorJSON.object(sensor)),
      (
        "displays",
        .array(
          plot.series.map { series in
            display(series, isAuto: displays.contains { $0.number == series.number && $0.isAuto })
          })
      ),
    ])
  }

  private static func display(_ series: CurveSeries, isAuto: Bool) -> JSON {
    .object([
      ("number", .number(Int64(series.number))), ("name", .string(series.name)),
      ("brightness", .number(Int64(series.brightness))), ("auto", .bool(isAuto)),
      ("points", .array(series.points.map(point))),
      ("learned", series.learned.map { .number(Int64($0)) } ?? .null),
    ])
  }

  private static func point(_ point: LearnedPoint) -> JSON {
    .object([("light", .decimal(point.light)), ("brightness", .number(Int64(point.brightness)))])
  }
}

import LightenInterface

/// The light sensor as JSON; contrib/doc/schema documents its members.
enum SensorJSON {
  /// The object.
  static func object(_ sensor: SensorSnapshot) -> JSON {
    .object([
      ("available", .bool(sensor.isAvailable)),
      ("level", sensor.level.map(JSON.decimal) ?? .null),
      ("unit", .string(sensor.unit)), ("source", .string(sensor.source)),
    ])
  }
}

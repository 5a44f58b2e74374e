import LightenCore
import LightenInterface

/// VCP features as JSON; contrib/doc/schema documents the members.
enum VcpJSON {
  /// The value of a feature.
  static func reading(_ reading: VcpReading, _ display: DisplaySnapshot) -> JSON {
    let feature = VcpFeature(code: reading.code)
    return .object([
      ("number", .number(Int64(display.number))), ("name", .string(display.name)),
      ("feature", .number(Int64(reading.code))),
      ("featureName", feature.map { .string($0.name) } ?? .null),
      ("current", .number(Int64(reading.current))), ("maximum", .number(Int64(reading.maximum))),
      ("valueName", feature?.value(of: reading.current).map { .string($0.name) } ?? .null),
    ])
  }

  /// What a monitor offers.
  static func capabilities(_ capabilities: VcpCapabilities, _ display: DisplaySnapshot) -> JSON {
    .object([
      ("number", .number(Int64(display.number))), ("name", .string(display.name)),
      ("version", capabilities.version.map(JSON.string) ?? .null),
      ("type", capabilities.type.map(JSON.string) ?? .null),
      ("model", capabilities.model.map(JSON.string) ?? .null),
      ("features", .array(capabilities.features.map(feature))),
    ])
  }

  private static func feature(_ feature: VcpCapabilities.Feature) -> JSON {
    let known = VcpFeature(code: feature.code)
    return .object([
      ("feature", .number(Int64(feature.code))),
      ("featureName", known.map { .string($0.name) } ?? .null),
      (
        "values",
        .array(
          feature.values.map { value in
            .object([
              ("value", .number(Int64(value))),
              ("valueName", known?.value(of: UInt16(value)).map { .string($0.name) } ?? .null),
            ])
          })
      ),
    ])
  }
}

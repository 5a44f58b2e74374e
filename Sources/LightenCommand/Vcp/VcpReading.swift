import LightenCore

/// What a monitor answered when it was asked for a feature.
struct VcpReading: Sendable {
  let code: UInt8
  let current: UInt16
  let maximum: UInt16

  /// For people.
  var text: String { VcpFeature.text(code: code, current: current, maximum: maximum) }
}

import GLibKit
import LightenCore

/// The light sensor as the service describes it, at one moment.
public struct SensorSnapshot: Equatable, Sendable {
  /// Whether there is a sensor that works.
  public let isAvailable: Bool
  /// The light in `unit`, 0 and up; nil when none was measured.
  public let level: Double?
  /// `lux`, or `raw` where only the sensor's maker knows.
  public let unit: String
  /// What measures it, such as `iio-sensor-proxy`; empty when no sensor is configured or found.
  public let source: String

  /// Makes a snapshot from the properties of the Sensor interface.
  public init(properties: [String: Variant]) {
    isAvailable = properties["Available"]?.boolean ?? false
    level = properties["LightLevel"]?.double.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    unit = properties["Unit"]?.string?.printable ?? ""
    source = properties["Source"]?.string?.printable ?? ""
  }
}

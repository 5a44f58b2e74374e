import GLibKit
import LightenCore

/// The hardware side of one monitor. Calls come one at a time.
@LoopActor
public protocol DisplayDevice: AnyObject, Sendable {
  /// The shortest sensible time between two steps of a fade.
  var fadePace: Duration { get }
  /// Called with the raw value when the hardware says by itself that its brightness changed.
  var onExternalChange: (@LoopActor (Int) -> Void)? { get set }
  /// The device's VCP features, nil where it is not a DDC/CI monitor.
  var features: (any FeatureDevice)? { get }

  /// Whether the system has switched the monitor off. Told without talking to the monitor.
  var isInStandby: Bool { get }

  /// Finds out whether the brightness can be controlled, and how bright it is.
  func probe() async throws(DeviceError) -> BrightnessReading
  /// Sets the brightness to a raw value; returns when the hardware took it.
  func writeBrightness(_ raw: Int) async throws(DeviceError)
  /// Lets go of the hardware. Pending calls end with `.gone`.
  func stop()
}

extension DisplayDevice {
  /// Of most kinds nothing is known.
  public var isInStandby: Bool { false }
}

/// A monitor whose VCP features can be read and written.
@LoopActor
public protocol FeatureDevice: AnyObject, Sendable {
  /// Reads a feature: its present and greatest value.
  func readFeature(_ code: UInt8) async throws(DeviceError) -> FeatureValue
  /// Writes a feature; returns when the hardware took it.
  func writeFeature(_ code: UInt8, _ value: UInt16) async throws(DeviceError)
  /// Reads the capabilities string.
  func capabilities() async throws(DeviceError) -> String
}

/// The value of a VCP feature.
public struct FeatureValue: Equatable, Sendable {
  /// The present value.
  public let current: UInt16
  /// The greatest value.
  public let maximum: UInt16

  /// Makes a value.
  public init(current: UInt16, maximum: UInt16) {
    self.current = current
    self.maximum = maximum
  }
}

import GLibKit
import LightenCore

/// A monitor that is there but cannot be controlled, for a reason that is known without asking.
@LoopActor
public final class UnavailableDevice: DisplayDevice {
  private let reason: DeviceError

  /// Nothing fades here.
  public let fadePace: Duration = .seconds(1)
  /// Never called.
  public var onExternalChange: (@LoopActor (Int) -> Void)?
  /// None.
  public var features: (any FeatureDevice)? { nil }

  /// Makes a device that answers everything with `reason`.
  public init(_ reason: DeviceError) {
    self.reason = reason
  }

  /// Throws the reason.
  public func probe() async throws(DeviceError) -> BrightnessReading { throw reason }

  /// Throws the reason.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) { throw reason }

  /// Does nothing.
  public func stop() {}
}

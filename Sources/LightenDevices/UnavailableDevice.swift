import GLibKit
import LightenCore

/// A monitor that is there but cannot be controlled, for a reason that is known without asking.
@LoopActor
public final class UnavailableDevice: DisplayDevice {
  /// Why it cannot be controlled.
  public let reason: DeviceError
  private let nodes: [String]
  private let onAccess: (@LoopActor () async -> Void)?

  /// Nothing fades here.
  public let fadePace: Duration = .seconds(1)
  /// Never called.
  public var onExternalChange: (@LoopActor (Int) -> Void)?
  /// None.
  public var features: (any FeatureDevice)? { nil }

  /// Makes a device that answers everything with `reason`.
  ///
  /// - Parameters:
  ///   - nodes: device nodes that are there, but that this process may not open.
  ///   - onAccess: called with each look where one of the nodes may be opened after all. It replaces
  ///     this device by one that uses the node.
  public init(
    _ reason: DeviceError, nodes: [String] = [],
    onAccess: (@LoopActor () async -> Void)? = nil
  ) {
    self.reason = reason
    self.nodes = nodes
    self.onAccess = onAccess
  }

  /// Throws the reason.
  public func probe() async throws(DeviceError) -> BrightnessReading {
    // What logind gives back has no event.
    if nodes.contains(where: Files.isReadableAndWritable) { await onAccess?() }
    throw reason
  }

  /// Throws the reason.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) { throw reason }

  /// Does nothing.
  public func stop() {}
}

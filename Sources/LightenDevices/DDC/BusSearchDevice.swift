import GLibKit
import LightenCore

/// A DDC/CI monitor whose I2C bus has to be found first.
@LoopActor
public final class BusSearchDevice: DisplayDevice {
  /// As for every DDC/CI monitor.
  public let fadePace: Duration = .milliseconds(50)
  /// Never called.
  public var onExternalChange: (@LoopActor (Int) -> Void)?
  /// The monitor's features, once it is found.
  public var features: (any FeatureDevice)? { found }

  /// What the kernel says about the monitor that was found.
  public var isInStandby: Bool { found?.isInStandby ?? false }

  private let edid: [UInt8]
  private let buses: [Int]
  private let finder: BusFinder
  private let makeDevice: @LoopActor (Int) -> DDCDevice
  private var found: DDCDevice?
  private var isStopped = false

  /// Makes a device for the monitor with this EDID on one of `buses`.
  public init(
    edid: [UInt8], buses: [Int], finder: BusFinder,
    makeDevice: @escaping @LoopActor (Int) -> DDCDevice
  ) {
    self.edid = edid
    self.buses = buses
    self.finder = finder
    self.makeDevice = makeDevice
  }

  /// Looks for the monitor where it is not found yet, and reads its brightness.
  public func probe() async throws(DeviceError) -> BrightnessReading {
    try await device().probe()
  }

  /// Writes the brightness.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) {
    try await device().writeBrightness(raw)
  }

  /// Lets go of the bus.
  public func stop() {
    isStopped = true
    found?.stop()
  }

  private func device() async throws(DeviceError) -> DDCDevice {
    if let found { return found }
    do throws(DeviceError) {
      _ = try await finder.bus(of: edid, among: buses) { bus in
        if !isStopped, found == nil { found = makeDevice(bus) }
      }
    } catch {
      throw isStopped ? .unplugged : error
    }
    if isStopped { throw .unplugged }
    guard let found else {
      throw DeviceError(
        .unsupported,
        "None of the graphics card's I2C buses leads to this monitor; its driver or an adapter "
          + "does not pass DDC/CI on.")
    }
    return found
  }
}

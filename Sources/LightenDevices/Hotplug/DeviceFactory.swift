import GLibKit
import LightenCore

/// Makes the devices of planned displays.
@LoopActor
public final class DeviceFactory {
  private let workers: BusWorkers
  private let backlightWriter: any BacklightWriter
  private let finder: BusFinder
  /// Called when a monitor may be used that could not be when its device was made.
  public var onAccess: (@LoopActor () async -> Void)?

  /// Makes a factory; `worker` is the path of `lighten-ddc`.
  public init(worker: String, backlightWriter: any BacklightWriter, clock: any LoopClock) {
    workers = BusWorkers(executable: worker, clock: clock)
    self.backlightWriter = backlightWriter
    finder = BusFinder(workers: workers)
  }

  /// Monitors have come or gone: what is known of buses counts no more.
  public func topologyChanged() { finder.forget() }

  /// Ends the workers, and waits for their end, but no longer than `time`.
  public func stop(within time: Duration) async { await workers.stop(within: time) }

  /// The device of a display.
  public func device(for display: PlannedDisplay) -> any DisplayDevice {
    let path = display.description.sysPath
    let makeDDC: @LoopActor (Int) -> DDCDevice = { [workers] bus in
      DDCDevice(bus: bus, connectorPath: path, workers: workers)
    }
    switch display.attachment {
    case .bus(let bus): return makeDDC(bus)
    case .oneOf(let buses):
      return BusSearchDevice(
        edid: display.edid, buses: buses, finder: finder, makeDevice: makeDDC)
    case .backlight(let backlight):
      return PanelDevice(backlight: backlight, writer: backlightWriter)
    case .forbidden(let buses):
      return UnavailableDevice(
        .noPermission(bus: buses[0]), nodes: buses.map { "/dev/i2c-\($0)" }
      ) { [weak self] in await self?.onAccess?() }
    case .none(let reason): return UnavailableDevice(reason)
    }
  }
}

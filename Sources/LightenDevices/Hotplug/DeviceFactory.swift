import GLibKit
import LightenCore

/// Makes the devices of planned displays.
@LoopActor
public final class DeviceFactory {
  private let worker: String
  private let clock: any LoopClock
  private let backlightWriter: any BacklightWriter
  private let finder: BusFinder

  /// Makes a factory; `worker` is the path of `lighten-ddc`.
  public init(worker: String, backlightWriter: any BacklightWriter, clock: any LoopClock) {
    self.worker = worker
    self.clock = clock
    self.backlightWriter = backlightWriter
    finder = BusFinder(worker: worker, clock: clock)
  }

  /// Monitors have come or gone: what is known of buses counts no more.
  public func topologyChanged() { finder.forget() }

  /// The device of a display.
  public func device(for display: PlannedDisplay) -> any DisplayDevice {
    let path = display.description.sysPath
    let makeDDC: @LoopActor (Int) -> DDCDevice = { [worker, clock] bus in
      DDCDevice(bus: bus, connectorPath: path, worker: worker, clock: clock)
    }
    switch display.attachment {
    case .bus(let bus): return makeDDC(bus)
    case .oneOf(let buses):
      return BusSearchDevice(
        edid: display.edid, buses: buses, finder: finder, makeDevice: makeDDC)
    case .backlight(let backlight):
      return PanelDevice(backlight: backlight, writer: backlightWriter)
    case .none(let reason): return UnavailableDevice(reason)
    }
  }
}

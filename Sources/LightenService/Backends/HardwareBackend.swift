import GLibKit
import LightenCore
import LightenDevices
import LightenSysfs

/// The monitors of this computer.
@LoopActor
final class HardwareBackend: Backend {
  /// A worker that is killed is gone at once, but for one that the kernel keeps.
  private static let endTime: Duration = .milliseconds(300)

  var onCandidates: (@LoopActor ([DisplayCandidate]) -> Void)?
  private let watcher: HotplugWatcher
  private let factory: DeviceFactory
  private var panels: [String: WeakPanel] = [:]

  private struct WeakPanel {
    weak var device: PanelDevice?
  }

  /// Makes the backend; `worker` is the path of `lighten-ddc`.
  init(worker: String, login: LoginClient, clock: any LoopClock) {
    watcher = HotplugWatcher(clock: clock)
    factory = DeviceFactory(
      worker: worker, backlightWriter: LogindBacklightWriter(login: login, clock: clock),
      clock: clock)
  }

  func start() {
    watcher.onTopology = { [weak self] in self?.found($0) }
    watcher.onBacklightChange = { [weak self] in self?.panels[$0]?.device?.backlightChanged() }
    factory.onAccess = { [watcher] in await watcher.rescan() }
    watcher.start()
  }

  func rescan() async { await watcher.rescan() }

  func stop() { watcher.stop() }

  func waitForEnd() async { await factory.stop(within: Self.endTime) }

  private func found(_ topology: Topology) {
    factory.topologyChanged()
    onCandidates?(
      DisplayPlan.displays(in: topology).map { display in
        DisplayCandidate(
          key: display.key, description: display.description,
          attachment: "\(display.attachment)"
        ) { [weak self] in self?.device(for: display) ?? UnavailableDevice(.ended) }
      })
  }

  private func device(for display: PlannedDisplay) -> any DisplayDevice {
    let device = factory.device(for: display)
    if case .backlight(let backlight) = display.attachment {
      panels[backlight.name] = WeakPanel(device: device as? PanelDevice)
    }
    return device
  }
}

extension DeviceError {
  /// The service ends.
  static let ended = DeviceError(.gone, "lightend ends.")
}

import DBusKit
import GLibKit
import LightenCore
import LightenInterface
import LightenSysfs

/// Gathers the facts: from sysfs, from the buses, and from the service where there is one.
@LoopActor
public enum FactCollector {
  /// Gathers them. The bus starts the service if it can.
  public static func collect() async -> Facts {
    let path = UserFolders.config + "/lighten/lightend.conf"
    let state = UserFolders.state + "/lighten/displays"
    let (topology, file, stateFacts) = await Background.run("doctor") {
      (TopologyScanner.scan(), ConfigurationReading(path: path), StateFacts(path: state))
    }
    var facts = Facts()
    facts.configuration = file.facts
    facts.desktop = DesktopReading.desktop

    let service = await ServiceReading()
    facts.service = service.facts
    if !service.facts.isSimulated {
      facts.state = stateFacts
      facts.state.isProvisional = service.displays.contains {
        $0.number >= NumberRegistry.firstProvisional
      }
    }
    facts.login = await LoginReading.login(ofProcess: service.facts.process)
    facts.rivals = await RivalReading.rivals(on: service.connection)
    facts.worker = await WorkerReading.worker(
      of: service.facts.presence == .running ? service.facts.program : "")
    facts.monitors = MonitorReading(topology, service.displays, file.configuration).monitors
    facts.i2c = await Background.run("doctor") { I2CReading.facts() }
    if let settings = file.configuration.sensor {
      facts.sensor = await SensorReading.sensor(settings, service)
    }
    return facts
  }
}

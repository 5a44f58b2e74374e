import LightenInterface

@testable import LightenDoctor

extension Facts {
  /// A computer with a service that runs, and these monitors.
  static func healthy(_ monitors: MonitorFacts...) -> Facts {
    var facts = Facts()
    facts.monitors = monitors
    facts.service.version = LightenVersion.current
    facts.worker.trial = .runs(library: "1.4.1")
    facts.login = .session(LoginFacts.Session(id: "2"))
    facts.configuration.path = "/home/me/.config/lighten/lightend.conf"
    return facts
  }

  /// What the diagnosis says of the last monitor.
  var last: Finding { Diagnosis(self).findings.last! }
}

extension MonitorFacts {
  /// An external monitor on an I2C bus, of which the service says nothing.
  static func external(_ connector: String = "card0-DP-1", bus: Int = 4) -> MonitorFacts {
    var monitor = MonitorFacts(connector: connector, attachment: .buses([BusFacts(bus)]))
    monitor.name = "Dell U2720Q"
    monitor.linkedBus = bus
    monitor.edid = [UInt8](repeating: 1, count: 128)
    monitor.hasSerial = true
    return monitor
  }

  /// One whose bus is not as it should be.
  static func external(where change: (inout BusFacts) -> Void) -> MonitorFacts {
    var bus = BusFacts(4)
    change(&bus)
    var monitor = external()
    monitor.attachment = .buses([bus])
    return monitor
  }

  /// A panel with a backlight that the user may not write.
  static var panel: MonitorFacts {
    MonitorFacts(
      connector: "card0-eDP-1",
      attachment: .backlight(name: "intel_backlight", path: "/sys/b", isWritable: false))
  }

  /// The same with what the service says.
  func reporting(_ state: String, _ reason: String = "") -> MonitorFacts {
    var monitor = self
    monitor.report = Report(state: state, reason: reason)
    return monitor
  }
}

/// Whether the kernel module is loaded that makes the nodes of I2C buses.
enum ModuleCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard monitor.buses != nil, !monitor.isReady, !facts.i2c.isModuleLoaded else { return nil }
    var commands = ["sudo modprobe i2c-dev"]
    if !facts.i2c.isLoadedAtBoot {
      commands.append(Remedy.write("i2c-dev", to: "/etc/modules-load.d/lighten.conf"))
    }
    return Finding(
      "i2c-module", .problem, monitor: monitor.label,
      "The kernel module i2c-dev is not loaded, without which no program can speak to it.",
      commands: commands)
  }
}

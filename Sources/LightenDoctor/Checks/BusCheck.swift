/// Whether an I2C bus leads to the monitor, with a node to open.
enum BusCheck: MonitorCheck {
  static func finding(_ monitor: MonitorFacts, in facts: Facts) -> Finding? {
    guard let buses = monitor.buses, !monitor.isReady, !buses.contains(where: \.hasNode) else {
      return nil
    }
    if let number = buses.first?.number ?? monitor.linkedBus {
      return Finding(
        "bus", .problem, monitor: monitor.label,
        "Its node /dev/i2c-\(number) is missing, though the module i2c-dev is loaded: something has "
          + "deleted it.",
        commands: [Remedy.reloadModule])
    }
    return Finding(
      "bus", .problem, monitor: monitor.label,
      "No I2C bus leads to it: its graphics driver, or an adapter or dock between, does not pass "
        + "DDC/CI on; connect it directly.")
  }
}

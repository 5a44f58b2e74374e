/// Whether the light sensor that the config names can be used.
enum SensorCheck: Check {
  private static let name = "sensor"

  static func findings(in facts: Facts) -> [Finding] {
    guard let sensor = facts.sensor, !facts.service.isSimulated else { return [] }
    let ids = "\(sensor.vendor):\(sensor.product)"
    guard let node = sensor.nodes.first else {
      return [
        problem("The light sensor \(ids) of the config is not plugged in.", "lsusb -d \(ids)")
      ]
    }
    guard node.isAccessible else { return [noPermission(sensor, ids, node)] }
    if sensor.isMeasured == false {
      return [
        problem(
          "The light sensor \(ids) at \(node.path) does not measure; plug it in again.",
          "journalctl --user -u lightend | grep -i sensor | tail -n 3")
      ]
    }
    return [
      Finding(name, .well, "The light sensor \(ids) is at \(node.path) and can be read.")
    ]
  }

  private static func noPermission(
    _ sensor: SensorFacts, _ ids: String, _ node: SensorFacts.Node
  ) -> Finding {
    let rule =
      "SUBSYSTEM==\"hidraw\", ATTRS{idVendor}==\"\(sensor.vendor)\", "
      + "ATTRS{idProduct}==\"\(sensor.product)\", TAG+=\"uaccess\""
    return Finding(
      name, .problem,
      "No permission for the light sensor \(ids) at \(node.path): a udev rule must give it to you.",
      commands: [
        Remedy.write(rule, to: "/etc/udev/rules.d/60-lighten-light-sensor.rules"),
        Remedy.applyRules(to: "hidraw"),
      ])
  }

  private static func problem(_ sentence: String, _ command: String) -> Finding {
    Finding(name, .problem, sentence, commands: [command])
  }
}

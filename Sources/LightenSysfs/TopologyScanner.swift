import GLibKit

/// Reads the topology from sysfs. Blocking: sysfs may wait for a mode change to end.
public enum TopologyScanner {
  /// What is there now.
  public static func scan() -> Topology {
    var topology = Topology()
    topology.connectors = connectors()
    let cards = Set(topology.connectors.map(\.cardPath))
    let linked = Set(topology.connectors.compactMap(\.bus))
    topology.buses = buses(cards: cards, linked: linked)
    topology.backlights = backlights()
    return topology
  }

  private static let drm = "/sys/class/drm"
  private static let i2c = "/sys/class/i2c-dev"
  private static let backlight = "/sys/class/backlight"

  private static func connectors() -> [ConnectorSnapshot] {
    Files.names(in: drm).compactMap { name in
      // `card0` is a card, `card0-DP-1` a connector.
      guard name.hasPrefix("card"), name.contains("-"),
        let path = Files.resolved("\(drm)/\(name)"),
        let status = Files.line(at: "\(path)/status")
      else { return nil }
      let card = String(name.prefix { $0 != "-" })
      return ConnectorSnapshot(
        name: name, sysPath: path,
        cardPath: Files.resolved("\(drm)/\(card)/device") ?? "",
        isConnected: status == "connected", edid: (try? Files.bytes(at: "\(path)/edid")) ?? [],
        bus: bus(ofConnector: path))
    }
  }

  /// DisplayPort's AUX channel is an adapter below the connector (or below its drm_dp_aux
  /// device); other drivers give the connector a link `ddc` to the card's adapter.
  private static func bus(ofConnector path: String) -> Int? {
    let names = Files.names(in: path)
    for name in names {
      if let number = busNumber(name) { return number }
    }
    for name in names where name.hasPrefix("drm_dp_aux") {
      for child in Files.names(in: "\(path)/\(name)") {
        if let number = busNumber(child) { return number }
      }
    }
    guard let adapter = Files.resolved("\(path)/ddc") else { return nil }
    return busNumber(lastComponent(adapter))
  }

  private static func buses(cards: Set<String>, linked: Set<Int>) -> [BusSnapshot] {
    var numbers = linked
    var paths: [Int: String] = [:]
    for name in Files.names(in: i2c) {
      guard let number = busNumber(name), let path = Files.resolved("\(i2c)/\(name)") else {
        continue
      }
      // Only what is below a graphics card: other buses have memory modules and sensors on them.
      if let card = cards.first(where: { !$0.isEmpty && path.hasPrefix($0 + "/") }) {
        paths[number] = card
        numbers.insert(number)
      }
    }
    return numbers.sorted().map { number in
      let node = "/dev/i2c-\(number)"
      return BusSnapshot(
        number: number, cardPath: paths[number], hasNode: Files.exists(node),
        isAccessible: Files.isReadableAndWritable(node))
    }
  }

  private static func backlights() -> [BacklightSnapshot] {
    Files.names(in: backlight).compactMap { name in
      guard let path = Files.resolved("\(backlight)/\(name)") else { return nil }
      let interface: BacklightSnapshot.Interface =
        switch Files.line(at: "\(path)/type") {
        case "firmware": .firmware
        case "platform": .platform
        default: .raw
        }
      return BacklightSnapshot(name: name, sysPath: path, interface: interface)
    }
  }

  private static func busNumber(_ name: String) -> Int? {
    name.hasPrefix("i2c-") ? Int(name.dropFirst(4)) : nil
  }

  private static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }
}

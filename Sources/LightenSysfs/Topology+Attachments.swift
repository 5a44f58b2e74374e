extension Topology {
  /// The backlights that we do not drive ourselves over DDC/CI.
  public var drivenByKernel: [BacklightSnapshot] { backlights.filter { !$0.isOverDDC } }

  /// The backlight of a panel: one below its connector belongs to it for certain; the others
  /// belong to a panel of the same card, or to the only panel there is.
  ///
  /// - Parameter used: the names of backlights that belong to other panels.
  public func backlight(
    of connector: ConnectorSnapshot, without used: Set<String>
  ) -> BacklightSnapshot? {
    let panels = connectors.filter(\.isInternal)
    return drivenByKernel.filter { backlight in
      if used.contains(backlight.name) || backlight.isOverUSB { return false }
      let isBelow = { (path: String) in !path.isEmpty && backlight.sysPath.hasPrefix(path + "/") }
      if isBelow(connector.sysPath) { return true }
      if panels.contains(where: { isBelow($0.sysPath) }) { return false }
      return isBelow(connector.cardPath) || panels.filter(\.isConnected).count == 1
    }.min(by: BacklightSnapshot.isBetter)
  }

  /// The I2C buses that may lead to the monitor on a connector: the one that the driver names, else
  /// any of the card's that no other connector has.
  public func buses(of connector: ConnectorSnapshot) -> [BusSnapshot] {
    if let number = connector.bus { return buses.filter { $0.number == number } }
    let taken = Set(connectors.compactMap(\.bus))
    return buses.filter { $0.cardPath == connector.cardPath && !taken.contains($0.number) }
  }
}

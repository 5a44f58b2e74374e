import LightenCore

/// What is known of the I2C buses: who uses which, and which monitor a search has found there. A
/// value, without processes.
struct I2CBuses {
  /// What a worker that has looked at a bus has answered. No answer is none of these.
  enum Finding: Equatable {
    /// A monitor with this EDID (its first block).
    case monitor(edid: [UInt8])
    /// No monitor.
    case nothing
  }

  private struct Bus {
    var users = 0
    var finding: Finding?
  }

  private var buses: [Int: Bus] = [:]
  /// Counts how often the findings were forgotten.
  private(set) var generation = 0

  /// Somebody controls the monitor on `bus` from now on: no search may disturb it.
  mutating func claim(_ bus: Int) { buses[bus, default: Bus()].users += 1 }

  /// Somebody does not control the monitor on `bus` any more; another one may come there.
  mutating func release(_ bus: Int) {
    guard let users = buses[bus]?.users, users > 0 else { return }
    buses[bus]?.users = users - 1
    if users == 1 { buses[bus]?.finding = nil }
    tidy(bus)
  }

  /// Whether somebody controls the monitor on `bus`.
  func isClaimed(_ bus: Int) -> Bool { (buses[bus]?.users ?? 0) > 0 }

  /// Whether a search has to look at `bus`: nobody uses it, and nothing is known of it.
  func isUnknown(_ bus: Int) -> Bool { !isClaimed(bus) && buses[bus]?.finding == nil }

  /// A search that began in `generation` has this answer from `bus`. One from before the monitors
  /// changed says nothing.
  mutating func found(_ finding: Finding, on bus: Int, in generation: Int) {
    guard generation == self.generation else { return }
    buses[bus, default: Bus()].finding = finding
  }

  /// Monitors have come or gone: what was found counts no more, except where one is in use.
  mutating func forgetFindings() {
    generation += 1
    for bus in Array(buses.keys) where !isClaimed(bus) {
      buses[bus]?.finding = nil
      tidy(bus)
    }
  }

  /// The bus among `candidates` whose monitor has this EDID and is not in use; nil when there is
  /// none that is known.
  func bus(of edid: [UInt8], among candidates: [Int]) -> Int? {
    let wanted = Finding.monitor(edid: Array(edid.prefix(EDID.blockLength)))
    return candidates.first { buses[$0]?.finding == wanted && !isClaimed($0) }
  }

  /// Forgets a bus of which there is nothing to know.
  private mutating func tidy(_ bus: Int) {
    guard let known = buses[bus], known.users == 0, known.finding == nil else { return }
    buses[bus] = nil
  }
}

import GLibKit
import LightenCore

/// Finds out which monitor is on which I2C bus, for graphics drivers that do not tell.
@LoopActor
public final class BusFinder {
  private let worker: String
  private let clock: any LoopClock
  private var known: [Int: [UInt8]?] = [:]
  private var claimed: Set<Int> = []
  private var search: LoopTask<Void>?

  /// Makes a finder; `worker` is the path of `lighten-ddc`.
  public init(worker: String, clock: any LoopClock) {
    self.worker = worker
    self.clock = clock
  }

  /// Forgets what was found, except where a monitor is in use: monitors have come or gone.
  public func forget() { known = known.filter { claimed.contains($0.key) } }

  /// The monitor on `bus` is in use from now on: no search may disturb it.
  func claim(_ bus: Int) { claimed.insert(bus) }

  /// The monitor on `bus` is not in use any more.
  func release(_ bus: Int) {
    claimed.remove(bus)
    known[bus] = nil
  }

  /// The bus among `buses` whose monitor has this EDID and is not in use, nil when there is none.
  func bus(of edid: [UInt8], among buses: [Int]) async -> Int? {
    // One search after the other: two would look at the same buses.
    let earlier = search
    let task = LoopTask {
      await earlier?.value
      for bus in buses where self.known[bus] == nil && !self.claimed.contains(bus) {
        let device = DDCDevice(
          bus: bus, connectorPath: nil, worker: self.worker, clock: self.clock)
        self.known[bus] = .some(await device.findEDID())
        device.stop()
      }
    }
    search = task
    await task.value
    let block = Array(edid.prefix(EDID.blockLength))
    return buses.first { known[$0] == .some(block) && !claimed.contains($0) }
  }
}

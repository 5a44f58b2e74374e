import GLibKit
import LightenCore

/// Finds out which monitor is on which I2C bus, for graphics drivers that do not tell.
@LoopActor
public final class BusFinder {
  private let worker: String
  private let clock: any LoopClock
  private var known: [Int: [UInt8]?] = [:]
  private var search: LoopTask<Void>?

  /// Makes a finder; `worker` is the path of `lighten-ddc`.
  public init(worker: String, clock: any LoopClock) {
    self.worker = worker
    self.clock = clock
  }

  /// Forgets what was found: monitors have come or gone.
  public func forget() { known = [:] }

  /// The bus among `buses` whose monitor has this EDID, nil when none has.
  func bus(of edid: [UInt8], among buses: [Int]) async -> Int? {
    // One search after the other: two would look at the same buses.
    let earlier = search
    let task = LoopTask {
      await earlier?.value
      for bus in buses where self.known[bus] == nil {
        let device = DDCDevice(
          bus: bus, connectorPath: nil, worker: self.worker, clock: self.clock)
        self.known[bus] = .some(await device.findEDID())
        device.stop()
      }
    }
    search = task
    await task.value
    let block = Array(edid.prefix(EDID.blockLength))
    return buses.first { known[$0] == .some(block) }
  }
}

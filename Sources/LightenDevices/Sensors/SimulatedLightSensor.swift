import GLibKit
import LightenCore

/// A sensor in a room that exists only in this program.
@LoopActor
public final class SimulatedLightSensor: LightSensor {
  /// What it is called on the bus; empty while there is none.
  public var source: String { level == nil ? "" : "simulated" }
  /// Lux.
  public let unit = LightUnit.lux
  /// Whether there is light.
  public var isPresent: Bool { level != nil }
  /// Called when the sensor comes or goes.
  public var onChange: (@LoopActor () -> Void)?
  /// Called with the level when it changes, while claimed.
  public var onLevel: (@LoopActor (Double) -> Void)?
  /// The light in the room; without it there is no sensor.
  public var level: Double? {
    didSet {
      if (level == nil) != (oldValue == nil) { onChange?() }
      report()
    }
  }
  private var isClaimed = false

  /// Makes a room without a sensor.
  public init() {}

  /// There is none until there is light.
  public var problem: String? {
    level == nil ? "There is no simulated light: set it with “lighten sim light”." : nil
  }

  /// Does nothing.
  public func start() {}

  /// Reports the level, and each change from now on.
  public func claim() {
    isClaimed = true
    report()
  }

  /// Reports no more.
  public func release() { isClaimed = false }

  /// Ends it.
  public func stop() { isClaimed = false }

  private func report() {
    if isClaimed, let level { onLevel?(level) }
  }
}

import GLibKit
import LightenCore

/// A monitor that exists only in this program, as slow as a real one over DDC/CI.
@LoopActor
public final class SimulatedDevice: DisplayDevice, FeatureDevice {
  // What libddcutil needs at its default waits: two of 50 ms for a read, one for a write, and
  // about ten reads for the capabilities.
  private static let readTime: Duration = .milliseconds(101)
  private static let writeTime: Duration = .milliseconds(51)
  private static let capabilitiesTime: Duration = .seconds(1)
  private static let hangTime: Duration = .seconds(5)
  private static let brightness: UInt8 = 0x10

  /// As for a real monitor: one write's time.
  public let fadePace: Duration = .milliseconds(50)
  /// Called by `press`.
  public var onExternalChange: (@LoopActor (Int) -> Void)?
  /// What is broken.
  public var fault: SimulatedFault = .none
  /// The brightness writes that arrived.
  public private(set) var writes = 0

  private let clock: any LoopClock
  private var values: [UInt8: FeatureValue]
  private var isStopped = false

  /// Makes a monitor with its brightness at `brightness` of `maximum`, as the hardware counts.
  public init(brightness: UInt16, maximum: UInt16, clock: any LoopClock) {
    self.clock = clock
    values = [
      Self.brightness: FeatureValue(current: brightness, maximum: maximum),
      0x12: FeatureValue(current: 75, maximum: 100),
      0x60: FeatureValue(current: 0x0F, maximum: 0xFF),
      0xD6: FeatureValue(current: 1, maximum: 5),
      0xDF: FeatureValue(current: 0x0202, maximum: 0xFFFF),
    ]
  }

  /// The same monitor for another controller: as a real one, it keeps what it was set to.
  public init(inPlaceOf other: SimulatedDevice) {
    clock = other.clock
    values = other.values
    fault = other.fault
    writes = other.writes
  }

  /// Itself.
  public var features: (any FeatureDevice)? { self }

  /// The brightness as the monitor has it.
  public var reading: BrightnessReading {
    let value = values[Self.brightness] ?? FeatureValue(current: 0, maximum: 1)
    return BrightnessReading(current: Int(value.current), maximum: Int(value.maximum))
  }

  /// Changes the brightness as the monitor's own buttons do.
  public func press(_ level: BrightnessLevel) {
    store(Self.brightness, UInt16(clamping: level.raw))
    onExternalChange?(level.raw)
  }

  /// Reads the brightness.
  public func probe() async throws(DeviceError) -> BrightnessReading {
    try await transfer(Self.readTime)
    return reading
  }

  /// Sets the brightness.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) {
    try await writeFeature(Self.brightness, UInt16(clamping: raw))
    writes += 1
  }

  /// Reads a feature.
  public func readFeature(_ code: UInt8) async throws(DeviceError) -> FeatureValue {
    try await transfer(Self.readTime)
    guard let value = values[code] else {
      throw DeviceError(.unsupported, "The monitor does not have this VCP feature.")
    }
    return value
  }

  /// Writes a feature. As on real monitors, a write to one that is not there has no effect.
  public func writeFeature(_ code: UInt8, _ value: UInt16) async throws(DeviceError) {
    try await transfer(Self.writeTime)
    if fault == .readonly {
      throw DeviceError(.failed, "The monitor does not take changes in its present picture mode.")
    }
    store(code, value)
  }

  /// A capabilities string that lists the features.
  public func capabilities() async throws(DeviceError) -> String {
    try await transfer(Self.capabilitiesTime)
    return "(prot(monitor)type(lcd)model(Simulated)cmds(01 02 03 0C E3 F3)"
      + "vcp(10 12 60(0F 11) D6(01 04 05) DF)mccs_ver(2.2))"
  }

  /// Unplugs it.
  public func stop() { isStopped = true }

  private func store(_ code: UInt8, _ value: UInt16) {
    guard let known = values[code] else { return }
    values[code] = FeatureValue(current: min(value, known.maximum), maximum: known.maximum)
  }

  private func transfer(_ time: Duration) async throws(DeviceError) {
    if isStopped { throw .unplugged }
    await clock.sleep(for: fault == .slow ? time * 10 : fault == .hang ? Self.hangTime : time)
    if isStopped { throw .unplugged }
    switch fault {
    case .none, .slow, .readonly: return
    case .asleep: throw DeviceError(.asleep, "The simulated monitor is in standby.")
    case .unresponsive:
      throw DeviceError(.unresponsive, "The simulated monitor does not answer.")
    case .hang: throw DeviceError(.hung, "The simulated monitor blocks its bus.")
    }
  }
}

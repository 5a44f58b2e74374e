import GLibKit
import LightenCore
import LightenDevices
import Testing

/// A monitor that does what a test tells it, and writes down what it was told.
@LoopActor
final class FakeDevice: DisplayDevice, FeatureDevice {
  enum Call: Equatable {
    case probe
    case write(Int)
    case readFeature(UInt8)
    case writeFeature(UInt8, UInt16)
    case capabilities

    var isProbe: Bool { self == .probe }
  }

  /// What every operation takes.
  static let time: Duration = .milliseconds(50)

  let fadePace: Duration = .milliseconds(50)
  var onExternalChange: (@LoopActor (Int) -> Void)?
  var isInStandby = false
  var hasFeatures = true
  var features: (any FeatureDevice)? { hasFeatures ? self : nil }

  /// What the monitor has.
  var reading: BrightnessReading
  /// What its features have.
  var values: [UInt8: FeatureValue] = [0x12: FeatureValue(current: 75, maximum: 100)]
  /// Every operation fails so.
  var fault: DeviceError?
  /// The next operations fail so; nil is one that does not.
  var script: [DeviceError?] = []
  /// It takes so many writes without changing its brightness, as a monitor does that wakes up.
  var lostWrites = 0
  /// What it was told, in order.
  private(set) var calls: [Call] = []
  private(set) var isStopped = false

  private let clock: any LoopClock
  private var pending: CheckedContinuation<Void, Never>?
  private var timer: (any LoopTimer)?

  init(raw: Int = 50, maximum: Int = 100, clock: any LoopClock) {
    reading = BrightnessReading(current: raw, maximum: maximum)
    self.clock = clock
  }

  /// The brightness writes that were begun.
  var writes: [Int] {
    calls.compactMap { if case .write(let raw) = $0 { raw } else { nil } }
  }

  /// How often it was probed.
  var probes: Int { calls.count(where: \.isProbe) }

  func forgetCalls() { calls = [] }

  /// Its brightness becomes another one, by its own doing.
  func set(_ raw: Int) { reading = BrightnessReading(current: raw, maximum: reading.maximum) }

  func probe() async throws(DeviceError) -> BrightnessReading {
    // A monitor is read when the operation begins: what comes later is not in the answer.
    let seen = reading
    try await operate(.probe)
    return seen
  }

  func writeBrightness(_ raw: Int) async throws(DeviceError) {
    try await operate(.write(raw))
    if lostWrites > 0 {
      lostWrites -= 1
    } else {
      set(raw)
    }
  }

  func readFeature(_ code: UInt8) async throws(DeviceError) -> FeatureValue {
    try await operate(.readFeature(code))
    if code == 0x10 {
      return FeatureValue(current: UInt16(reading.current), maximum: UInt16(reading.maximum))
    }
    guard let value = values[code] else { throw DeviceError(.unsupported, "no such feature") }
    return value
  }

  func writeFeature(_ code: UInt8, _ value: UInt16) async throws(DeviceError) {
    try await operate(.writeFeature(code, value))
    values[code] = FeatureValue(current: value, maximum: values[code]?.maximum ?? 0xFFFF)
  }

  func capabilities() async throws(DeviceError) -> String {
    try await operate(.capabilities)
    return "(prot(monitor))"
  }

  func stop() {
    isStopped = true
    release()
  }

  private func operate(_ call: Call) async throws(DeviceError) {
    #expect(pending == nil, "\(call) while another operation is under way")
    calls.append(call)
    if isStopped { throw .gone }
    await withCheckedContinuation { continuation in
      pending = continuation
      timer = clock.schedule(after: Self.time) { [weak self] in self?.release() }
    }
    if isStopped { throw .gone }
    if let fault { throw fault }
    if !script.isEmpty, let error = script.removeFirst() { throw error }
  }

  private func release() {
    timer?.cancel()
    timer = nil
    let waiting = pending
    pending = nil
    waiting?.resume()
  }
}

extension DeviceError {
  static let unresponsive = DeviceError(.unresponsive, "It does not answer.")
  static let asleep = DeviceError(.asleep, "It is in standby.")
  static let unsupported = DeviceError(.unsupported, "It has no brightness.")
  static let permissionDenied = DeviceError(.permissionDenied, "You may not.")
  static let gone = DeviceError(.gone, "It is unplugged.")
  static let disconnected = DeviceError(.disconnected, "It is unplugged.")
  static let interrupted = DeviceError(.interrupted, "The worker ended.")
  static let hung = DeviceError(.hung, "It blocks its bus.")
  static let failed = DeviceError(.failed, "It refused.")
}

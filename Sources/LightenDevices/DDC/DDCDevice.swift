import GLibKit
import LightenCore
import LightenWorkerProtocol

/// An external monitor on an I2C bus, driven by a worker process.
@LoopActor
public final class DDCDevice: DisplayDevice, FeatureDevice {
  /// The brightness feature (MCCS 2.2a, 8.2: luminance).
  private static let brightness: UInt8 = 0x10

  /// DDC/CI wants 50 ms after each write (DDC/CI 1.1, 4.4), so that steps cannot come faster.
  public let fadePace: Duration = .milliseconds(50)
  /// Never called: DDC/CI monitors do not speak unless they are asked.
  public var onExternalChange: (@LoopActor (Int) -> Void)?

  private let bus: Int
  private let connectorPath: String?
  private let supervisor: WorkerSupervisor
  private var hasGreeted = false

  /// Makes the device of the monitor on `/dev/i2c-<bus>`.
  ///
  /// - Parameters:
  ///   - connectorPath: the connector's folder in sysfs, which tells whether it is in standby.
  ///   - workers: where its worker runs.
  public init(bus: Int, connectorPath: String?, workers: BusWorkers) {
    self.bus = bus
    self.connectorPath = connectorPath
    supervisor = WorkerSupervisor(workers: workers, bus: bus)
  }

  /// Itself.
  public var features: (any FeatureDevice)? { self }

  /// What the kernel says about the connector: it is switched off by DPMS, or not in use, although
  /// there is a monitor.
  public var isInStandby: Bool {
    guard let connectorPath, !isDisconnected else { return false }
    if let dpms = Files.line(at: "\(connectorPath)/dpms"), dpms != "On" { return true }
    return Files.line(at: "\(connectorPath)/enabled") == "disabled"
  }

  /// Whether the kernel says that there is no monitor. It switches the connector off then, too.
  private var isDisconnected: Bool {
    connectorPath.map { Files.line(at: "\($0)/status") == "disconnected" } ?? false
  }

  /// Starts the worker, or reads the brightness again where it is running.
  public func probe() async throws(DeviceError) -> BrightnessReading {
    if !hasGreeted {
      let greeting = try await supervisor.start()
      hasGreeted = true
      // No monitor was detected: a later one may be, but only by a new worker.
      if greeting.edid.isEmpty { lookAgainNextTime() }
      return try reading(greeting.brightness)
    }
    return try reading(await supervisor.perform(.read(feature: Self.brightness)))
  }

  /// Writes VCP feature 0x10.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) {
    try await writeFeature(Self.brightness, UInt16(clamping: raw))
  }

  /// Reads a VCP feature.
  public func readFeature(_ code: UInt8) async throws(DeviceError) -> FeatureValue {
    let reply = try await supervisor.perform(.read(feature: code))
    try check(reply, what: "VCP feature 0x\(hex(code))")
    return FeatureValue(current: reply.current, maximum: reply.maximum)
  }

  /// Writes a VCP feature.
  public func writeFeature(_ code: UInt8, _ value: UInt16) async throws(DeviceError) {
    let reply = try await supervisor.perform(.write(feature: code, value: value))
    try check(reply, what: "VCP feature 0x\(hex(code))")
  }

  /// Reads the capabilities string.
  public func capabilities() async throws(DeviceError) -> String {
    let reply = try await supervisor.perform(.capabilities)
    try check(reply, what: "a capabilities string")
    return reply.text
  }

  /// Ends the worker.
  public func stop() { supervisor.stop() }

  private func lookAgainNextTime() {
    hasGreeted = false
    supervisor.restart()
  }

  private func reading(_ reply: WorkerReply) throws(DeviceError) -> BrightnessReading {
    try check(reply, what: "brightness control (VCP feature 0x10)")
    return BrightnessReading(current: Int(reply.current), maximum: Int(reply.maximum))
  }

  private func check(_ reply: WorkerReply, what: String) throws(DeviceError) {
    switch reply.outcome {
    case .ok: return
    case .unsupported:
      throw DeviceError(.unsupported, "The monitor has no \(what).")
    case .asleep: throw isDisconnected ? .disconnected : asleep
    case .unresponsive, .gone:
      // A new worker detects what this one has lost, such as an adapter that was set up anew.
      if reply.outcome == .gone { lookAgainNextTime() }
      if isDisconnected { throw .disconnected }
      if isInStandby { throw asleep }
      throw DeviceError(
        .unresponsive,
        "The monitor does not answer on /dev/i2c-\(bus) (\(reply.text)); if it is on, check that "
          + "DDC/CI is enabled in its on-screen menu.")
    case .permissionDenied:
      throw .noPermission(bus: bus)
    case .failed:
      throw DeviceError(.failed, "libddcutil failed on /dev/i2c-\(bus): \(reply.text).")
    }
  }

  private var asleep: DeviceError {
    DeviceError(.asleep, "The monitor is in standby; wake it by a key press or its power button.")
  }

  private func hex(_ code: UInt8) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return digits.count < 2 ? "0\(digits)" : digits
  }
}

extension DeviceError {
  /// The user may not open an I2C bus.
  static func noPermission(bus: Int) -> DeviceError {
    DeviceError(
      .permissionDenied,
      "No permission for /dev/i2c-\(bus); install lighten's udev rule, or run "
        + "“sudo usermod -aG i2c $USER” and log in again.")
  }
}

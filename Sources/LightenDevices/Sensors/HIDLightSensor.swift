import GLibKit
import Glibc
import LightenCore
import LightenSysfs
import UdevKit

/// A light sensor on USB that is a HID device, as the predecessor uses it. `HIDLightReadings` decides;
/// this finds and reads the device, on threads of their own since both may block.
@LoopActor
public final class HIDLightSensor: LightSensor {
  /// How devices are found and opened. Both may block.
  struct Access: Sendable {
    /// The nodes of all devices with the ids of the settings.
    var nodes: @Sendable (SensorSettings) -> [String] = {
      HIDDeviceFinder.nodes(vendor: $0.vendorID, product: $0.productID)
    }
    /// Opens a node.
    var open: @Sendable (_ node: String) throws(HIDDevice.Failure) -> any HIDReportSource = {
      node throws(HIDDevice.Failure) in try HIDDevice(path: node)
    }
  }

  /// Its ids, as lsusb shows them.
  public let source: String
  /// Only the maker knows.
  public let unit = LightUnit.raw
  /// Why it cannot measure.
  public var problem: String? { readings.problem }
  /// Whether the devices have not been looked through yet.
  public private(set) var isSearching = true
  /// Whether it is plugged in.
  public var isPresent: Bool { readings.node != nil }
  /// Called when `problem` is another one, and with each reading that failed.
  public var onChange: (@LoopActor () -> Void)?
  /// Called when another of several devices with these ids is used.
  public var onReplacement: (@LoopActor () -> Void)?
  /// Called with each reading.
  public var onLevel: (@LoopActor (Double) -> Void)?

  private let settings: SensorSettings
  private let clock: any LoopClock
  private let access: Access
  private var monitor: UdevMonitor?
  private var readings: HIDLightReadings
  private var device: (any HIDReportSource)?
  private var isLooking = false
  private var mustLookAgain = false
  private var timer: (any LoopTimer)?

  /// Makes the sensor with these ids, which is read each `interval` while it is claimed.
  public convenience init(_ settings: SensorSettings, interval: Duration, clock: any LoopClock) {
    self.init(settings, interval: interval, clock: clock, access: Access())
  }

  init(_ settings: SensorSettings, interval: Duration, clock: any LoopClock, access: Access) {
    self.settings = settings
    self.clock = clock
    self.access = access
    source = "hid \(Self.hexadecimal(settings.vendorID)):\(Self.hexadecimal(settings.productID))"
    readings = HIDLightReadings(source: source, interval: interval)
  }

  /// Looks for the device, now and with each one that comes or goes.
  public func start() {
    monitor = UdevMonitor(subsystems: ["hidraw"]) { [weak self] _ in self?.look() }
    look()
  }

  /// Reads now and each interval.
  public func claim() { perform(readings.claim()) }

  /// Reads no more, and closes the device so that it may sleep.
  public func release() { perform(readings.release()) }

  /// Reads again now.
  public func accessReturned() { perform(readings.accessReturned()) }

  /// Ends it.
  public func stop() {
    release()
    monitor = nil
    onChange = nil
    onReplacement = nil
    onLevel = nil
  }

  /// Looks for the device once.
  func look() {
    // One after the other: what an earlier one saw must not come last.
    guard !isLooking else {
      mustLookAgain = true
      return
    }
    isLooking = true
    LoopTask { [weak self, settings, access] in
      let nodes = await Background.run("hid") { access.nodes(settings) }
      self?.looked(nodes)
    }
  }

  private func looked(_ nodes: [String]) {
    isLooking = false
    if mustLookAgain {
      mustLookAgain = false
      look()
    } else if monitor != nil {
      let wasSearching = isSearching
      isSearching = false
      perform(readings.found(nodes))
      if wasSearching, !isPresent { onChange?() }
    }
  }

  private func perform(_ actions: [HIDLightReadings.Action]) {
    for action in actions {
      switch action {
      case .read(let node): read(node)
      case .close: device = nil
      case .wait(let delay):
        timer?.cancel()
        timer = clock.schedule(after: delay) { [weak self] in
          guard let self else { return }
          perform(readings.timeIsUp())
        }
      case .waitNoMore: timer?.cancel()
      case .tellChange: onChange?()
      case .tellReplacement: onReplacement?()
      case .tellLevel(let level): onLevel?(level)
      case .note(let fact): Log.notice(fact)
      case .warn(let fact): Log.warning(fact)
      }
    }
  }

  private typealias Reading = Result<(any HIDReportSource, [UInt8]), HIDDevice.Failure>

  private func read(_ node: String) {
    LoopTask { [weak self, device, access] in
      let result = await Background.run("hid") { Self.read(device, node, access) }
      self?.finish(result, node)
    }
  }

  private nonisolated static func read(
    _ device: (any HIDReportSource)?, _ node: String, _ access: Access
  ) -> Reading {
    do throws(HIDDevice.Failure) {
      let opened = if let device { device } else { try access.open(node) }
      return .success((opened, try opened.inputReport()))
    } catch {
      return .failure(error)
    }
  }

  private func finish(_ result: Reading, _ node: String) {
    switch result {
    case .success((let device, let bytes)):
      self.device = device
      perform(readings.finished(.report(HIDLightReport(bytes)), of: node))
    case .failure(let failure): perform(readings.finished(.failure(failure), of: node))
    }
  }

  private static func hexadecimal(_ id: UInt16) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

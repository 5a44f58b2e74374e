import GLibKit
import Glibc
import LightenCore
import LightenSysfs
import UdevKit

/// A light sensor on USB that is a HID device, as the predecessor uses it.
@LoopActor
public final class HIDLightSensor: LightSensor {
  /// The kernel gives up a USB control transfer after five seconds; one that takes longer hangs.
  private static let deadline: Duration = .seconds(6)
  /// A device that fails is asked again later and later.
  private static let backOff = BackOff(first: .seconds(2), longest: .seconds(60))

  /// Its ids, as lsusb shows them.
  public let source: String
  /// Only the maker knows.
  public let unit = LightUnit.raw
  /// Why it cannot measure.
  public private(set) var problem: String?
  /// Whether the devices have not been looked through yet.
  public private(set) var isSearching = true
  /// Whether it is plugged in.
  public var isPresent: Bool { node != nil }
  /// Called when `problem` is another one, and with each reading that failed.
  public var onChange: (@LoopActor () -> Void)?
  /// Called when another of several devices with these ids is used.
  public var onReplacement: (@LoopActor () -> Void)?
  /// Called with each reading.
  public var onLevel: (@LoopActor (Double) -> Void)?

  private let settings: SensorSettings
  private let interval: Duration
  private let clock: any LoopClock
  private var monitor: UdevMonitor?
  private var node: String?
  /// All devices with these ids, one of which is used.
  private var nodes: [String] = []
  private var device: HIDDevice?
  private var isClaimed = false
  private var isReading = false
  private var isLooking = false
  private var mustLookAgain = false
  private var timer: (any LoopTimer)?
  private var retries = HIDLightSensor.backOff

  /// Makes the sensor with these ids, which is read each `interval` while it is claimed.
  public init(_ settings: SensorSettings, interval: Duration, clock: any LoopClock) {
    self.settings = settings
    self.interval = interval
    self.clock = clock
    source = "hid \(Self.hexadecimal(settings.vendorID)):\(Self.hexadecimal(settings.productID))"
    problem = "The light sensor \(source) is not plugged in."
  }

  /// Looks for the device, now and with each one that comes or goes.
  public func start() {
    monitor = UdevMonitor(subsystems: ["hidraw"]) { [weak self] _ in self?.look() }
    look()
  }

  /// Reads now and each interval.
  public func claim() {
    guard !isClaimed else { return }
    isClaimed = true
    read()
  }

  /// Reads no more, and closes the device so that it may sleep.
  public func release() {
    isClaimed = false
    timer?.cancel()
    device = nil
  }

  /// Reads again now.
  public func accessReturned() { readAnew() }

  /// Ends it.
  public func stop() {
    release()
    monitor = nil
    onChange = nil
    onReplacement = nil
    onLevel = nil
  }

  private func look() {
    // One after the other: what an earlier one saw must not come last.
    guard !isLooking else {
      mustLookAgain = true
      return
    }
    isLooking = true
    LoopTask { [weak self, settings] in
      let nodes = await Background.run("hid") {
        HIDDeviceFinder.nodes(vendor: settings.vendorID, product: settings.productID)
      }
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
      found(nodes)
      if wasSearching, node == nil { onChange?() }
    }
  }

  private func found(_ nodes: [String]) {
    // The one that is used is kept while it is there, whatever else is plugged in.
    let chosen = nodes.first { $0 == node } ?? nodes.first
    if let chosen, nodes.count > 1, nodes != self.nodes {
      Log.warning(
        "\(nodes.count) devices are a light sensor \(source): \(nodes.joined(separator: ", ")); "
          + "\(chosen) is used. Unplug the others.")
    }
    self.nodes = nodes
    guard chosen != node else {
      // The node's permissions may have come after it.
      if node != nil, problem != nil { readAnew() }
      return
    }
    let isReplaced = node != nil
    node = chosen
    device = nil
    if let node {
      Log.notice("the light sensor \(source) is \(node)")
      if isReplaced { onReplacement?() }
      report(nil)
      readAnew()
    } else {
      timer?.cancel()
      report("The light sensor \(source) is not plugged in.")
    }
  }

  private func readAnew() {
    retries.reset()
    read()
  }

  private func read() {
    guard isClaimed, !isReading, let node else { return }
    isReading = true
    timer?.cancel()
    timer = clock.schedule(after: Self.deadline) { [weak self] in
      self?.report("The light sensor at \(node) does not answer.")
    }
    LoopTask { [weak self, device] in
      let result = await Background.run("hid") { Self.read(device, node) }
      self?.finish(result, node)
    }
  }

  private typealias Reading = Result<(HIDDevice, [UInt8]), HIDDevice.Failure>

  private nonisolated static func read(_ device: HIDDevice?, _ node: String) -> Reading {
    do throws(HIDDevice.Failure) {
      let opened: HIDDevice
      if let device { opened = device } else { opened = try HIDDevice(path: node) }
      return .success((opened, try opened.inputReport()))
    } catch {
      return .failure(error)
    }
  }

  private func finish(_ result: Reading, _ node: String) {
    isReading = false
    guard isClaimed else { return }
    guard node == self.node else {
      // Unplugged, or another one, while it was being read.
      read()
      return
    }
    switch result {
    case .success((let device, let bytes)):
      self.device = device
      understand(HIDLightReport(bytes), node)
    case .failure(let failure):
      device = nil
      fail(Self.sentence(failure, node))
    }
  }

  private func understand(_ report: HIDLightReport, _ node: String) {
    switch report {
    case .level(let level):
      retries.reset()
      self.report(nil)
      onLevel?(level)
      schedule(interval)
    case .noSensor:
      fail("The device at \(node) says that it has no light sensor on it (-1): check its wiring.")
    case .invalid:
      // As the predecessor: opening it anew helps.
      device = nil
      fail("The light sensor at \(node) says that its data is invalid (-2).")
    case .rubbish(let text):
      fail(
        "The light sensor at \(node) sends no light level but “\(text)”; check vendor_id and "
          + "product_id in lightend.conf.")
    }
  }

  private func fail(_ sentence: String) {
    problem = sentence
    onChange?()
    schedule(retries.wait() ?? Self.deadline)
  }

  private func schedule(_ delay: Duration) {
    timer?.cancel()
    timer = clock.schedule(after: delay) { [weak self] in self?.read() }
  }

  private func report(_ problem: String?) {
    guard self.problem != problem else { return }
    self.problem = problem
    onChange?()
  }

  private static func sentence(_ failure: HIDDevice.Failure, _ node: String) -> String {
    switch failure.code {
    case EACCES, EPERM:
      "No permission for the light sensor at \(node): a udev rule must give it to you, see "
        + "60-lighten-light-sensor.rules."
    default: "The light sensor at \(node) cannot be read: \(failure.message)."
    }
  }

  private static func hexadecimal(_ id: UInt16) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

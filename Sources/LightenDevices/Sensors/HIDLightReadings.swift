import GLibKit
import Glibc
import LightenCore

/// Which device a HID light sensor uses, when the device is read, and what a reading means. Without
/// I/O: each event answers with what `HIDLightSensor` has to do, in this order. What others are told
/// comes last, since they may claim or release the sensor at once.
struct HIDLightReadings: Equatable {
  /// What is to be done.
  enum Action: Equatable {
    /// Read the node, through the open device if there is one; a `finished` follows.
    case read(String)
    /// Close the device.
    case close
    /// Call `timeIsUp` after this time, and not at the time that was set before.
    case wait(Duration)
    /// Do not call `timeIsUp`.
    case waitNoMore
    /// Tell that `problem` is another one, or that a reading failed.
    case tellChange
    /// Tell that another device is used from now on.
    case tellReplacement
    /// Tell a level.
    case tellLevel(Double)
    /// Log a fact.
    case note(String)
    /// Log something that its user should look at.
    case warn(String)
  }

  /// How a reading ended.
  enum Reading: Equatable {
    /// With this report.
    case report(HIDLightReport)
    /// Not at all.
    case failure(HIDDevice.Failure)
  }

  /// The kernel gives up a USB control transfer after five seconds; one that takes longer hangs.
  static let deadline: Duration = .seconds(6)

  /// Why it cannot measure, in one sentence; nil while it can.
  private(set) var problem: String?
  /// The device that is used, nil without one.
  private(set) var node: String?

  private let source: String
  private let interval: Duration
  /// All devices with the sensor's ids.
  private var nodes: [String] = []
  private var isClaimed = false
  /// The node that is being read.
  private var reading: String?
  /// A device that fails is asked again later and later.
  private var retries = BackOff(first: .seconds(2), longest: .seconds(60))

  /// Makes the readings of the sensor with this name, one each `interval` while it is claimed.
  init(source: String, interval: Duration) {
    self.source = source
    self.interval = interval
    problem = Self.notPluggedIn(source)
  }

  /// All devices with the sensor's ids, when one has come, has gone or has become another.
  mutating func found(_ nodes: [String]) -> [Action] {
    // The one that is used is kept while it is there, whatever else is plugged in.
    let chosen = nodes.first { $0 == node } ?? nodes.first
    var actions: [Action] = []
    if let chosen, nodes.count > 1, nodes != self.nodes {
      actions.append(
        .warn(
          "\(nodes.count) devices are a light sensor \(source): \(nodes.joined(separator: ", ")); "
            + "\(chosen) is used. Unplug the others."))
    }
    self.nodes = nodes
    guard chosen != node else {
      // The node's permissions may have come after it.
      return node != nil && problem != nil ? actions + readAnew() : actions
    }
    let isReplaced = node != nil
    node = chosen
    actions.append(.close)
    guard let node else {
      return actions + [.waitNoMore] + report(Self.notPluggedIn(source))
    }
    actions.append(.note("the light sensor \(source) is \(node)"))
    actions += readAnew()
    if isReplaced { actions.append(.tellReplacement) }
    return actions + report(nil)
  }

  /// Somebody needs the light.
  mutating func claim() -> [Action] {
    guard !isClaimed else { return [] }
    isClaimed = true
    return read()
  }

  /// Nobody needs the light any more.
  mutating func release() -> [Action] {
    isClaimed = false
    return [.waitNoMore, .close]
  }

  /// The session is in the foreground again: a refusal from before says nothing.
  mutating func accessReturned() -> [Action] { readAnew() }

  /// The time that `wait` has set is over.
  mutating func timeIsUp() -> [Action] {
    guard let reading else { return read() }
    return report("The light sensor at \(reading) does not answer.")
  }

  /// A reading of a node has ended.
  mutating func finished(_ reading: Reading, of node: String) -> [Action] {
    self.reading = nil
    guard isClaimed else { return [.close] }
    // Unplugged, or another one, while it was being read.
    guard node == self.node else { return [.close] + read() }
    switch reading {
    case .report(.level(let level)):
      retries.reset()
      return [.wait(interval)] + report(nil) + [.tellLevel(level)]
    case .report(.noSensor):
      return fail(
        "The device at \(node) says that it has no light sensor on it (-1): check its wiring.")
    case .report(.invalid):
      // As the predecessor: opening it anew helps.
      return [.close] + fail("The light sensor at \(node) says that its data is invalid (-2).")
    case .report(.rubbish(let text)):
      return fail(
        "The light sensor at \(node) sends no light level but “\(text)”; check vendor_id and "
          + "product_id in lightend.conf.")
    case .failure(let failure):
      return [.close] + fail(Self.sentence(failure, node))
    }
  }

  private mutating func readAnew() -> [Action] {
    retries.reset()
    return read()
  }

  private mutating func read() -> [Action] {
    guard isClaimed, let node else { return [] }
    // One that hangs since an earlier claim is reported to this one too.
    guard reading == nil else { return [.wait(Self.deadline)] }
    reading = node
    return [.wait(Self.deadline), .read(node)]
  }

  private mutating func fail(_ sentence: String) -> [Action] {
    problem = sentence
    return [.wait(retries.wait() ?? Self.deadline), .tellChange]
  }

  private mutating func report(_ problem: String?) -> [Action] {
    guard self.problem != problem else { return [] }
    self.problem = problem
    return [.tellChange]
  }

  private static func notPluggedIn(_ source: String) -> String {
    "The light sensor \(source) is not plugged in."
  }

  private static func sentence(_ failure: HIDDevice.Failure, _ node: String) -> String {
    switch failure.code {
    case EACCES, EPERM:
      "No permission for the light sensor at \(node): a udev rule must give it to you, see "
        + "60-lighten-light-sensor.rules."
    default: "The light sensor at \(node) cannot be read: \(failure.message)."
    }
  }
}

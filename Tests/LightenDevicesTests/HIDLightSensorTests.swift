import GLibKit
import Glibc
import LightenCore
import LoopTestSupport
import Synchronization
import Testing

@testable import LightenDevices

/// The sensor with devices that exist only here: what it does with them, with threads and with time.
@Suite(.onLoop, .timeLimit(.minutes(1))) struct HIDLightSensorTests {
  private static let node = "/dev/hidraw1"

  /// Devices, and what happens to them.
  private final class Devices: Sendable {
    enum Event: Equatable {
      case opened(String)
      case closed
    }

    private struct State {
      var nodes: [String] = []
      var failure: HIDDevice.Failure?
    }

    private let state = Mutex(State())
    private let events = AsyncStream.makeStream(of: Event.self)
    private let reports = ReportPipe()

    /// The nodes that are there.
    func plug(_ nodes: String..., failing code: Int32? = nil) {
      state.withLock { $0 = State(nodes: nodes, failure: code.map { .init(code: $0) }) }
    }

    /// Answers one reading, now or when it comes.
    func answer(_ text: String) { reports.write([0] + Array(text.utf8)) }

    func next() async -> Event? {
      var iterator = events.stream.makeAsyncIterator()
      return await iterator.next()
    }

    var access: HIDLightSensor.Access {
      HIDLightSensor.Access(
        nodes: { [self] _ in state.withLock(\.nodes) },
        open: { [self] node throws(HIDDevice.Failure) in
          events.continuation.yield(.opened(node))
          if let failure = state.withLock(\.failure) { throw failure }
          return Device(reports) { [events] in events.continuation.yield(.closed) }
        })
    }
  }

  /// A device that answers with the next report of a pipe, and hangs until there is one.
  private final class Device: HIDReportSource {
    private let reports: ReportPipe
    private let onClose: @Sendable () -> Void

    init(_ reports: ReportPipe, onClose: @escaping @Sendable () -> Void) {
      self.reports = reports
      self.onClose = onClose
    }

    deinit { onClose() }

    func inputReport() throws(HIDDevice.Failure) -> [UInt8] { reports.read() }
  }

  /// Reports on their way, each a packet.
  private final class ReportPipe: Sendable {
    private let ends: (Int32, Int32)

    init() {
      var ends: [Int32] = [-1, -1]
      #expect(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0)
      self.ends = (ends[0], ends[1])
    }

    deinit {
      close(ends.0)
      close(ends.1)
    }

    func write(_ bytes: [UInt8]) { #expect(Glibc.write(ends.0, bytes, bytes.count) == bytes.count) }

    func read() -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = Glibc.read(ends.1, &bytes, bytes.count)
      return Array(bytes.prefix(count))
    }
  }

  /// A sensor, and what it tells.
  @LoopActor private final class Desk {
    enum Told: Equatable {
      case level(Double)
      case problem(String?)
      case replacement
    }

    let devices = Devices()
    let clock = ManualLoopClock()
    let sensor: HIDLightSensor
    private let told = AsyncStream.makeStream(of: Told.self)

    init() {
      sensor = HIDLightSensor(
        SensorSettings(vendorID: 0x2341, productID: 0x36), interval: .seconds(1), clock: clock,
        access: devices.access)
      let told = told.continuation
      sensor.onLevel = { told.yield(.level($0)) }
      sensor.onChange = { [unowned sensor] in told.yield(.problem(sensor.problem)) }
      sensor.onReplacement = { told.yield(.replacement) }
    }

    func next() async -> Told? {
      var iterator = told.stream.makeAsyncIterator()
      return await iterator.next()
    }
  }

  @Test @LoopActor func readsEachIntervalAndClosesAtTheEnd() async {
    let desk = Desk()
    #expect(desk.sensor.source == "hid 2341:0036")
    desk.devices.plug(Self.node)
    desk.sensor.start()
    #expect(await desk.next() == .problem(nil))
    #expect(desk.sensor.isPresent && !desk.sensor.isSearching)
    #expect(desk.clock.untilNext == nil, "nobody needs it yet")

    desk.sensor.claim()
    #expect(await desk.devices.next() == .opened(Self.node))
    desk.devices.answer("47")
    #expect(await desk.next() == .level(47))
    desk.devices.answer("48")
    await desk.clock.advance(by: .seconds(1))
    #expect(await desk.next() == .level(48), "through the same device")

    desk.sensor.release()
    #expect(await desk.devices.next() == .closed)
    #expect(desk.clock.untilNext == nil)
    desk.sensor.stop()
  }

  @Test @LoopActor func tellsThatThereIsNone() async {
    let desk = Desk()
    #expect(desk.sensor.isSearching)
    desk.sensor.start()
    desk.sensor.claim()
    #expect(await desk.next() == .problem("The light sensor hid 2341:0036 is not plugged in."))
    #expect(!desk.sensor.isSearching)
    // Plugged in later; udev's event ends in this.
    desk.devices.plug(Self.node)
    desk.devices.answer("1")
    desk.sensor.look()
    #expect(await desk.next() == .problem(nil))
    #expect(await desk.next() == .level(1))
    desk.sensor.stop()
  }

  @Test @LoopActor func aDeviceThatHangsBlocksNobody() async {
    let desk = Desk()
    desk.devices.plug(Self.node)
    desk.sensor.start()
    desk.sensor.claim()
    #expect(await desk.next() == .problem(nil))
    #expect(await desk.devices.next() == .opened(Self.node))
    await desk.clock.advance(by: HIDLightReadings.deadline)
    #expect(await desk.next() == .problem("The light sensor at /dev/hidraw1 does not answer."))
    desk.devices.answer("5")
    #expect(await desk.next() == .problem(nil))
    #expect(await desk.next() == .level(5))
    desk.sensor.stop()
  }

  @Test @LoopActor func aDeviceThatCannotBeOpenedIsOpenedWhenItsPermissionsChange() async {
    let desk = Desk()
    desk.devices.plug(Self.node, failing: EACCES)
    desk.sensor.start()
    desk.sensor.claim()
    #expect(await desk.next() == .problem(nil))
    guard case .problem(let sentence?) = await desk.next() else {
      Issue.record("it says nothing")
      return
    }
    #expect(sentence.hasPrefix("No permission for the light sensor at /dev/hidraw1"))
    #expect(desk.clock.untilNext == .seconds(2))
    desk.devices.plug(Self.node)
    desk.devices.answer("6")
    desk.sensor.look()
    #expect(await desk.next() == .problem(nil))
    #expect(await desk.next() == .level(6))
    #expect(await desk.devices.next() == .opened(Self.node))
    #expect(await desk.devices.next() == .opened(Self.node))
    desk.sensor.stop()
    #expect(await desk.devices.next() == .closed)
  }

  @Test @LoopActor func isReleasedAndClaimedWhileItIsRead() async {
    let desk = Desk()
    desk.devices.plug(Self.node)
    desk.sensor.start()
    desk.sensor.claim()
    #expect(await desk.devices.next() == .opened(Self.node))
    desk.sensor.release()
    desk.devices.answer("7")
    // What was read for the earlier claim closes its device, and tells nothing.
    #expect(await desk.devices.next() == .closed)
    #expect(await desk.next() == .problem(nil))
    desk.sensor.claim()
    #expect(await desk.devices.next() == .opened(Self.node))
    desk.devices.answer("8")
    #expect(await desk.next() == .level(8))
    desk.sensor.stop()
  }

  @Test func aNodeThatIsNoHIDDevice() throws {
    let folder = try TemporaryFolder()
    try folder.write("47", to: "file")
    #expect(failure(of: folder.path(of: "nothing")) == HIDDevice.Failure(code: ENOENT))
    #expect(failure(of: folder.path(of: "file")) == HIDDevice.Failure(code: ENOTTY))
  }

  private func failure(of path: String) -> HIDDevice.Failure? {
    do throws(HIDDevice.Failure) {
      _ = try HIDDevice(path: path).inputReport()
      return nil
    } catch {
      return error
    }
  }
}

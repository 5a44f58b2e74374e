import CDdcutil
import Glibc
import LightenWorkerProtocol

/// The monitor on this process's bus, through libddcutil. All calls block, and all of them are
/// made on one thread: libddcutil ties handles and settings to the thread.
final class Monitor {
  /// Milliseconds for which a busy bus is tried: other programs' transfers take a tenth of a second,
  /// and lightend waits for five seconds.
  private static let longestBusy = 1500
  /// Microseconds between two attempts, as long as DDC/CI wants between two messages (1.1, 4.4).
  private static let busyPause: UInt32 = 50_000

  /// The first 128 bytes of its EDID.
  let edid: [UInt8]
  private let reference: DDCA_Display_Ref
  private var handle: DDCA_Display_Handle?
  /// Whether the last operation had no answer.
  private var isSilent = false

  /// Looks for the monitor on I2C bus `bus`; nil when there is none.
  init?(bus: Int32) {
    var edid = [UInt8](repeating: 0, count: 128)
    guard let reference = lighten_ddc_display_on_bus(bus, &edid) else { return nil }
    self.reference = reference
    self.edid = edid
  }

  /// Whether the bus is held open.
  var isOpen: Bool { handle != nil }

  /// Closes the bus: an open one delays the kernel when it removes the adapter, and locks other
  /// programs out.
  func close() {
    guard let handle else { return }
    self.handle = nil
    ddca_close_display(handle)
  }

  /// Does what a request asks.
  func perform(_ request: WorkerRequest) -> WorkerReply {
    if isSilent, request == .capabilities {
      // libddcutil 2.2.0 needs more than ten seconds to find out that nobody answers (seen), and
      // lightend takes that for a hang. A read takes one.
      let reply = perform(.read(feature: Worker.brightness))
      if isSilent { return reply }
    }
    let reply = operate(request)
    isSilent = [.unresponsive, .asleep, .gone].contains(reply.outcome)
    return reply
  }

  /// Does what a request asks, again where another driver of the bus was faster (EBUSY): libddcutil
  /// itself repeats what fails with any other error that may pass, and ends with this one at once.
  private func operate(_ request: WorkerRequest) -> WorkerReply {
    let start = Self.now
    while true {
      do throws(Failure) {
        try open()
        return try attempt(request)
      } catch {
        // A handle that failed may be stale; the next attempt opens a fresh one.
        close()
        guard error.status == -EBUSY, Self.now - start < Self.longestBusy else {
          return error.reply
        }
        usleep(Self.busyPause)
      }
    }
  }

  private func attempt(_ request: WorkerRequest) throws(Failure) -> WorkerReply {
    switch request {
    case .read(let feature): return try read(feature)
    case .write(let feature, let value): return try write(feature, value)
    case .capabilities: return try capabilities()
    }
  }

  private func open() throws(Failure) {
    guard handle == nil else { return }
    try check(ddca_open_display2(reference, false, &handle))
  }

  private func read(_ feature: UInt8) throws(Failure) -> WorkerReply {
    var value = DDCA_Non_Table_Vcp_Value()
    try check(ddca_get_non_table_vcp_value(handle, feature, &value))
    return WorkerReply(
      .ok, current: UInt16(value.sh) << 8 | UInt16(value.sl),
      maximum: UInt16(value.mh) << 8 | UInt16(value.ml))
  }

  private func write(_ feature: UInt8, _ value: UInt16) throws(Failure) -> WorkerReply {
    try check(
      ddca_set_non_table_vcp_value(handle, feature, UInt8(value >> 8), UInt8(value & 0xFF)))
    return WorkerReply(.ok)
  }

  private func capabilities() throws(Failure) -> WorkerReply {
    var string: UnsafeMutablePointer<CChar>?
    try check(ddca_get_capabilities_string(handle, &string))
    defer { free(string) }
    return WorkerReply(.ok, text: string.map { String(cString: $0) } ?? "")
  }

  /// Milliseconds on the monotonic clock. (Swift's own clocks would add its runtime for concurrency to
  /// each worker.)
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private func check(_ status: DDCA_Status) throws(Failure) {
    if status != 0 { throw Failure(status: status) }
  }

  /// What libddcutil says when it has not done something.
  private struct Failure: Error {
    let status: DDCA_Status

    var reply: WorkerReply {
      let name = ddca_rc_name(status).map { String(cString: $0) } ?? "status \(status)"
      return WorkerReply(WorkerOutcome(status: status), text: name)
    }
  }
}

import CDdcutil
import LightenWorkerProtocol

/// The monitor on this process's bus, through libddcutil. All calls block, and all of them are
/// made on one thread: libddcutil ties handles and settings to the thread.
final class Monitor {
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

  private func operate(_ request: WorkerRequest) -> WorkerReply {
    let opened = open()
    guard opened == 0 else { return failure(opened) }
    switch request {
    case .read(let feature): return read(feature)
    case .write(let feature, let value): return write(feature, value)
    case .capabilities: return capabilities()
    }
  }

  private func open() -> DDCA_Status {
    guard handle == nil else { return 0 }
    return ddca_open_display2(reference, false, &handle)
  }

  private func read(_ feature: UInt8) -> WorkerReply {
    var value = DDCA_Non_Table_Vcp_Value()
    let status = ddca_get_non_table_vcp_value(handle, feature, &value)
    guard status == 0 else { return failure(status) }
    return WorkerReply(
      .ok, current: UInt16(value.sh) << 8 | UInt16(value.sl),
      maximum: UInt16(value.mh) << 8 | UInt16(value.ml))
  }

  private func write(_ feature: UInt8, _ value: UInt16) -> WorkerReply {
    let status = ddca_set_non_table_vcp_value(
      handle, feature, UInt8(value >> 8), UInt8(value & 0xFF))
    return status == 0 ? WorkerReply(.ok) : failure(status)
  }

  private func capabilities() -> WorkerReply {
    var string: UnsafeMutablePointer<CChar>?
    let status = ddca_get_capabilities_string(handle, &string)
    guard status == 0, let string else { return failure(status) }
    defer { free(string) }
    return WorkerReply(.ok, text: String(cString: string))
  }

  private func failure(_ status: DDCA_Status) -> WorkerReply {
    // A handle that failed may be stale; the next request opens a fresh one.
    close()
    let name = ddca_rc_name(status).map { String(cString: $0) } ?? "status \(status)"
    return WorkerReply(WorkerOutcome(status: status), text: name)
  }
}

import CDdcutil
import CWorkerProcess
import Glibc
import LightenWorkerProtocol
import ProcessKit

/// The worker process: one monitor, one thread, one request at a time.
public enum Worker {
  /// How long the bus stays open after the last request, milliseconds: long enough for the steps
  /// of a fade or a turning wheel, short enough not to be in anybody's way (HARDWARE notes: 1 s).
  private static let idleClose: Int32 = 1000

  /// The brightness feature (MCCS 2.2a, 8.2: luminance).
  static let brightness: UInt8 = 0x10

  /// Serves lightend over `socket` until it closes; returns the process's exit status.
  public static func run(bus: Int32, socket: PacketSocket) -> Int32 {
    // When lightend dies without closing the socket in time (this process may be in the kernel
    // with a transfer that hangs), nobody must keep the bus.
    lighten_die_with_parent()
    lighten_filter_buses_to(bus)
    let version = String(cString: ddca_ddcutil_version_string())
    guard isCompatible(version) else {
      writeError(
        "lighten-ddc: built for libddcutil \(lighten_ddc_compiled_major()), found \(version); "
          + "install the matching package of lighten.\n")
      return 1
    }
    let status = lighten_ddc_init()
    guard status == 0 else {
      let name = String(cString: ddca_rc_name(status))
      _ = socket.send(
        WorkerGreeting(
          version: version, edid: [],
          brightness: WorkerReply(WorkerOutcome(status: status), text: name)
        ).packet)
      return 1
    }
    guard let monitor = Monitor(bus: bus) else {
      _ = socket.send(
        WorkerGreeting(version: version, edid: [], brightness: WorkerReply(.gone)).packet)
      return 0
    }
    let reply = monitor.perform(.read(feature: brightness))
    _ = socket.send(
      WorkerGreeting(version: version, edid: monitor.edid, brightness: reply).packet)
    serve(monitor, socket)
    return 0
  }

  private static func serve(_ monitor: Monitor, _ socket: PacketSocket) {
    while true {
      if monitor.isOpen, !socket.waitUntilReadable(milliseconds: idleClose) {
        monitor.close()
        IdleMemory.release()
      }
      guard let packet = socket.receive() else { break }
      guard let request = WorkerRequest(packet: packet) else { break }
      guard socket.send(monitor.perform(request).packet) else { break }
    }
    monitor.close()
  }

  /// Writes `libddcutil VERSION` to standard output, as the last line: libddcutil may have printed
  /// others when it was loaded.
  public static func writeVersion() {
    // What the library has left in the buffer comes first.
    fflush(nil)
    let text = "libddcutil \(String(cString: ddca_ddcutil_version_string()))\n"
    _ = Glibc.write(STDOUT_FILENO, text, text.utf8.count)
  }

  /// Writes a sentence to standard error, which is the service's log.
  public static func writeError(_ text: String) {
    _ = Glibc.write(STDERR_FILENO, text, text.utf8.count)
  }

  private static func isCompatible(_ version: String) -> Bool {
    Int32(version.prefix { $0 != "." }) == lighten_ddc_compiled_major()
  }
}

import CGLib
import DBusKit
import GLibKit
import Glibc
import LoopTestSupport

/// A dbus-daemon of a test's own, which ends with its last reference.
@LoopActor
public final class TestBus {
  /// Where clients find it, also while it does not run.
  public let address: String
  private let folder: TemporaryFolder
  private var process: pid_t?

  /// Makes a bus; it runs from `start()` on.
  public init() throws {
    folder = try TemporaryFolder()
    let socket = folder.path(of: "socket")
    address = "unix:path=\(socket)"
    try folder.write(
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
       "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig>
        <type>session</type>
        <listen>\(address)</listen>
        <auth>EXTERNAL</auth>
        <policy context="default">
          <allow send_destination="*" eavesdrop="true"/>
          <allow eavesdrop="true"/>
          <allow own="*"/>
        </policy>
      </busconfig>
      """, to: "bus.conf")
  }

  isolated deinit { stop() }

  /// A bus that runs.
  public static func running() async throws -> TestBus {
    let bus = try TestBus()
    try await bus.start()
    return bus
  }

  /// Starts it; returns when it can be used.
  public func start() async throws {
    var ends: [Int32] = [0, 0]
    _ = try GLibError.check { g_unix_open_pipe(&ends, FD_CLOEXEC, $0) }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    let arguments = [
      "dbus-daemon", "--config-file=\(folder.path(of: "bus.conf"))", "--nofork", "--nopidfile",
      "--print-address=3",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, writing, 3)
    // It warns of limits that it cannot raise.
    let log = folder.path(of: "log")
    posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let vector = arguments.map { strdup($0) } + [nil]
    var id: pid_t = 0
    let status = posix_spawnp(&id, "dbus-daemon", &actions, nil, vector, environ)
    for argument in vector { free(argument) }
    posix_spawn_file_actions_destroy(&actions)
    close(writing)
    guard status == 0 else { throw GLibError(message: "dbus-daemon does not start") }
    process = id
    // It says its address when it listens; nothing when it fails.
    let said = await Background.run("bus") {
      var byte: UInt8 = 0
      return read(reading, &byte, 1)
    }
    guard said == 1 else { throw GLibError(message: "dbus-daemon ended") }
  }

  /// Ends it; its clients lose their connections.
  public func stop() {
    guard let process else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    self.process = nil
  }

  /// A new client of it.
  public func connect() async throws(BusError) -> BusConnection {
    try await BusConnection.open(address: address)
  }
}

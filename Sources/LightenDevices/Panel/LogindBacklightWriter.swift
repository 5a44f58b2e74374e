import DBusKit
import GLibKit
import Glibc
import LightenCore
import LightenSysfs

/// Sets backlights through logind, which lets the user of a session do that without any right on
/// the file; where there is no logind and the file is writable, it is written.
@LoopActor
public final class LogindBacklightWriter: BacklightWriter {
  private static let service = "org.freedesktop.login1"
  private static let manager = BusConnection.Destination(
    name: service, path: "/org/freedesktop/login1", interface: "org.freedesktop.login1.Manager")
  /// Logind answers within milliseconds; a service that hangs must not hold a caller for 25 s.
  private static let timeout: Duration = .seconds(5)

  private var connection: BusConnection?
  private var session: String?

  /// Makes a writer; it connects to the system bus when it is first needed.
  public init() {}

  /// Calls the session's `SetBrightness`.
  public func write(_ raw: Int, to backlight: BacklightSnapshot) async throws(DeviceError) {
    do throws(BusError) {
      try await callLogind(raw, backlight.name)
    } catch {
      guard Self.isMissing(error) else {
        throw DeviceError(
          .permissionDenied,
          "logind does not let this session change \(backlight.name): \(error.message)")
      }
      try await writeFile(raw, backlight, because: error)
    }
  }

  private func callLogind(_ raw: Int, _ name: String) async throws(BusError) {
    let connection = try await connect()
    let path = await sessionPath(connection)
    let destination = BusConnection.Destination(
      name: Self.service, path: path, interface: "org.freedesktop.login1.Session")
    do throws(BusError) {
      _ = try await connection.call(
        destination, "SetBrightness",
        [.string("backlight"), .string(name), .uint32(UInt32(clamping: raw))],
        timeout: Self.timeout)
    } catch {
      // The session may be another one after a new login; ask again next time.
      session = nil
      throw error
    }
  }

  private func connect() async throws(BusError) -> BusConnection {
    if let connection { return connection }
    let connection = try await BusConnection.system()
    connection.onClosed { [weak self] in
      self?.connection = nil
      self?.session = nil
    }
    self.connection = connection
    return connection
  }

  /// The session that this process belongs to: the one in the environment, the one of the
  /// process, or the graphical one of the user (a systemd user service belongs to none).
  private func sessionPath(_ connection: BusConnection) async -> String {
    if let session { return session }
    var path: String?
    if let id = Environment["XDG_SESSION_ID"] {
      path = await ask(connection, "GetSession", .string(id))
    }
    if path == nil {
      path = await ask(connection, "GetSessionByPID", .uint32(UInt32(getpid())))
    }
    let found = path ?? "/org/freedesktop/login1/session/auto"
    session = found
    return found
  }

  private func ask(_ connection: BusConnection, _ method: String, _ argument: Variant) async
    -> String?
  {
    let reply = try? await connection.call(
      Self.manager, method, [argument], timeout: Self.timeout)
    return reply?[0]?.string
  }

  private func writeFile(
    _ raw: Int, _ backlight: BacklightSnapshot, because error: BusError
  ) async throws(DeviceError) {
    let path = backlight.sysPath + "/brightness"
    guard Files.isWritable(path) else {
      throw DeviceError(
        .permissionDenied,
        "No logind to change \(backlight.name), and no permission for \(path): run lightend in a "
          + "session of systemd-logind or elogind.")
    }
    let result = await Background.run("backlight") { () -> Result<Void, GLibError> in
      do throws(GLibError) {
        return .success(try Files.overwrite(path, with: "\(raw)"))
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = result {
      throw DeviceError(.failed, "Cannot write \(path): \(error.message).")
    }
  }

  /// Whether the error means that there is no logind, or none that knows backlights.
  private static func isMissing(_ error: BusError) -> Bool {
    [
      BusError.serviceUnknown, BusError.nameHasNoOwner, BusError.unknownObject,
      BusError.unknownMethod, BusError.disconnected, BusError.noReply,
      "org.freedesktop.DBus.Error.FileNotFound", "org.freedesktop.DBus.Error.Spawn.ExecFailed",
      "org.freedesktop.DBus.Error.Spawn.ChildExited",
      "org.freedesktop.DBus.Error.Spawn.ServiceNotFound",
      "org.freedesktop.systemd1.NoSuchUnit", "org.freedesktop.systemd1.LoadFailed",
    ].contains(error.name)
  }
}

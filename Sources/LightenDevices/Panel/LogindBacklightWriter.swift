import DBusKit
import GLibKit
import LightenCore
import LightenSysfs

/// Sets backlights through logind, which lets the user of a session do that without any right on
/// the file; where there is no logind and the file is writable, it is written.
@LoopActor
public final class LogindBacklightWriter: BacklightWriter {
  /// A caller waits no longer than this for a logind that starts or hangs.
  private static let patience: Duration = .seconds(5)

  private let login: LoginClient
  private let clock: any LoopClock

  /// Makes a writer that asks `login`.
  public init(login: LoginClient, clock: any LoopClock) {
    self.login = login
    self.clock = clock
  }

  /// Calls the session's `SetBrightness`, again and again while logind starts.
  public func write(_ raw: Int, to backlight: BacklightSnapshot) async throws(DeviceError) {
    let deadline = clock.now + Self.patience
    while true {
      do throws(BusError) {
        try await login.setBrightness(
          raw, of: backlight.name, within: deadline - clock.now)
        return
      } catch {
        let isStarting = login.isStarting && clock.now < deadline
        switch LoginFailure(error).reaction(isStarting: isStarting) {
        case .askAgain: await clock.sleep(for: LoginClient.startInterval)
        case .writeFile(let code):
          let path = backlight.sysPath + "/brightness"
          guard Files.isWritable(path) else { throw Self.error(code, backlight, error, path) }
          try await writeFile(raw, path)
          return
        case .fail(let code): throw Self.error(code, backlight, error)
        }
      }
    }
  }

  private func writeFile(_ raw: Int, _ path: String) async throws(DeviceError) {
    let result = await Background.run("backlight") { () -> Result<Void, GLibError> in
      do throws(GLibError) {
        return .success(try Files.overwrite(path, with: "\(raw)"))
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = result {
      throw DeviceError(.failed, "Cannot write \(path): \(error.reason(about: path)).")
    }
  }

  /// What the caller hears. `path` is that of the file which could be written instead, but for the
  /// permission.
  private static func error(
    _ code: DeviceError.Code, _ backlight: BacklightSnapshot, _ error: BusError,
    _ path: String? = nil
  ) -> DeviceError {
    let name = backlight.name
    let sentence =
      switch code {
      case .permissionDenied where path == nil: "Logind does not let this session change \(name)"
      case .gone: "The backlight \(name) is gone"
      default: "Logind cannot change \(name)"
      }
    let way = path.map {
      "; there is no permission for \($0): run lightend in a session of systemd-logind or elogind"
    }
    let reason = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
    return DeviceError(code, "\(sentence): \(reason)\(way ?? "").")
  }
}

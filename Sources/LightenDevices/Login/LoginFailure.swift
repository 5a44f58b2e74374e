import DBusKit
import LightenCore

/// What an error of logind's `SetBrightness` means.
///
/// The names are those that systemd 257 and elogind 255 use: `method_set_brightness` in
/// logind-session-dbus.c, `brightness_writer_reply` in logind-brightness.c, and the names that
/// sd-bus gives to the numbers of errno (bus-error.c). What the bus itself answers is in the D-Bus
/// specification and in dbus-daemon's activation code.
enum LoginFailure: Equatable, Sendable {
  /// There is no logind, or none that knows backlights.
  case missing
  /// Logind does not know the session: it has just started, or the session is another one now.
  case unknownSession
  /// Logind ended before it answered, or does not answer in time.
  case unanswered
  /// This session may not set the backlight: it is in the background, or another user's.
  case forbidden
  /// The backlight is not there.
  case gone
  /// The kernel or logind could not do it.
  case failed

  /// What to do about a failure.
  enum Reaction: Equatable, Sendable {
    /// Logind will answer in a moment.
    case askAgain
    /// Write the kernel's file, or tell the caller where that is not permitted.
    case writeFile(orFail: DeviceError.Code)
    /// Tell the caller.
    case fail(DeviceError.Code)
  }

  /// The meaning of an error.
  init(_ error: BusError) {
    self = Self.meanings[error.name] ?? .failed
  }

  /// What to do.
  ///
  /// - Parameter isStarting: whether logind started or ended a moment ago, so that its answers say
  ///   little.
  func reaction(isStarting: Bool) -> Reaction {
    switch self {
    case .missing, .unknownSession:
      isStarting ? .askAgain : .writeFile(orFail: .permissionDenied)
    case .unanswered: isStarting ? .askAgain : .writeFile(orFail: .failed)
    case .forbidden: .fail(.permissionDenied)
    case .gone: .fail(.gone)
    case .failed: .fail(.failed)
    }
  }

  private static let meanings: [String: LoginFailure] = {
    let dbus = "org.freedesktop.DBus.Error."
    let login = "org.freedesktop.login1."
    let systemd = "org.freedesktop.systemd1."
    let number = "System.Error."
    let names: [LoginFailure: [String]] = [
      .missing: [
        BusError.serviceUnknown, BusError.nameHasNoOwner, BusError.unknownMethod,
        BusError.disconnected, BusError.unknownInterface, dbus + "NoServer",
        dbus + "Spawn.ExecFailed", dbus + "Spawn.ForkFailed", dbus + "Spawn.ChildExited",
        dbus + "Spawn.ChildSignaled", dbus + "Spawn.Failed", dbus + "Spawn.FailedToSetup",
        dbus + "Spawn.ConfigInvalid", dbus + "Spawn.ServiceNotValid",
        dbus + "Spawn.ServiceNotFound", dbus + "Spawn.PermissionsInvalid",
        dbus + "Spawn.FileInvalid", dbus + "Spawn.NoMemory", systemd + "NoSuchUnit",
        systemd + "LoadFailed", systemd + "UnitMasked", systemd + "ShuttingDown",
      ],
      .unknownSession: [
        BusError.unknownObject, login + "NoSuchSession", login + "NoSessionForPID",
        login + "NoSuchUser", login + "NoUserForPID", login + "NoSuchSeat",
      ],
      .unanswered: [
        BusError.noReply, dbus + "Timeout", dbus + "TimedOut", number + "ETIMEDOUT",
        number + "ECONNRESET", number + "ESHUTDOWN",
      ],
      .forbidden: [
        BusError.accessDenied, dbus + "AuthFailed", dbus + "InteractiveAuthorizationRequired",
        login + "NotYourDevice", login + "NotInControl", login + "SessionNotOnSeat",
        number + "EPERM", number + "EACCES",
      ],
      .gone: [
        number + "ENODEV", number + "ENXIO", number + "ENOENT", dbus + "FileNotFound",
      ],
    ]
    return Dictionary(
      uniqueKeysWithValues: names.flatMap { meaning, names in names.map { ($0, meaning) } })
  }()
}

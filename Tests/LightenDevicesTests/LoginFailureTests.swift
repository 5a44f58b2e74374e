import DBusKit
import LightenCore
import Testing

@testable import LightenDevices

@Suite struct LoginFailureTests {
  @Test(
    arguments: [
      ("org.freedesktop.DBus.Error.ServiceUnknown", .missing),
      ("org.freedesktop.DBus.Error.NameHasNoOwner", .missing),
      ("org.freedesktop.DBus.Error.UnknownMethod", .missing),
      ("org.freedesktop.DBus.Error.UnknownInterface", .missing),
      ("org.freedesktop.DBus.Error.Disconnected", .missing),
      ("org.freedesktop.DBus.Error.Spawn.ChildExited", .missing),
      ("org.freedesktop.DBus.Error.Spawn.ServiceNotFound", .missing),
      ("org.freedesktop.systemd1.NoSuchUnit", .missing),
      ("org.freedesktop.systemd1.UnitMasked", .missing),
      ("org.freedesktop.DBus.Error.UnknownObject", .unknownSession),
      ("org.freedesktop.login1.NoSuchSession", .unknownSession),
      ("org.freedesktop.login1.NoSessionForPID", .unknownSession),
      ("org.freedesktop.DBus.Error.NoReply", .unanswered),
      ("org.freedesktop.DBus.Error.Timeout", .unanswered),
      ("org.freedesktop.DBus.Error.TimedOut", .unanswered),
      ("org.freedesktop.DBus.Error.AccessDenied", .forbidden),
      ("org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", .forbidden),
      ("org.freedesktop.login1.NotYourDevice", .forbidden),
      ("org.freedesktop.login1.NotInControl", .forbidden),
      ("System.Error.EPERM", .forbidden),
      ("System.Error.ENODEV", .gone),
      ("System.Error.ENXIO", .gone),
      ("org.freedesktop.DBus.Error.FileNotFound", .gone),
      ("System.Error.EIO", .failed),
      ("System.Error.EPROTO", .failed),
      ("org.freedesktop.DBus.Error.IOError", .failed),
      ("org.freedesktop.DBus.Error.InvalidArgs", .failed),
      ("org.freedesktop.DBus.Error.NotSupported", .failed),
      ("org.freedesktop.DBus.Error.NoMemory", .failed),
      ("org.freedesktop.DBus.Error.LimitsExceeded", .failed),
      // One that means nothing to this program is no matter of permission.
      ("org.freedesktop.DBus.Error.Failed", .failed),
      ("com.example.Unheard", .failed),
      ("", .failed),
    ] as [(String, LoginFailure)])
  func hasTheMeaning(name: String, failure: LoginFailure) {
    #expect(LoginFailure(BusError(name: name, message: "")) == failure)
  }

  @Test(
    arguments: [
      (.missing, .writeFile(orFail: .permissionDenied), .askAgain),
      (.unknownSession, .writeFile(orFail: .permissionDenied), .askAgain),
      (.unanswered, .writeFile(orFail: .failed), .askAgain),
      // Nothing is gained by asking again.
      (.forbidden, .fail(.permissionDenied), .fail(.permissionDenied)),
      (.gone, .fail(.gone), .fail(.gone)),
      (.failed, .fail(.failed), .fail(.failed)),
    ] as [(LoginFailure, LoginFailure.Reaction, LoginFailure.Reaction)])
  func hasTheReaction(
    failure: LoginFailure, usual: LoginFailure.Reaction, starting: LoginFailure.Reaction
  ) {
    #expect(failure.reaction(isStarting: false) == usual)
    #expect(failure.reaction(isStarting: true) == starting)
  }
}

@Suite struct LoginForegroundTests {
  /// What logind says, one after the other: active, in the background, no session; and which of these
  /// is news.
  @Test(
    arguments: [
      [(true, true), (true, false)],
      [(false, true), (true, true), (true, false)],
      [(true, true), (false, true), (false, false), (true, true)],
      // Before the login there is no session, which is as good as one in the background.
      [(nil, true), (true, true)],
      [(true, true), (nil, true), (nil, false), (true, true)],
      [(nil, true), (false, false), (true, true)],
    ] as [[(Bool?, Bool)]])
  func noticesTheReturn(answers: [(isActive: Bool?, isNews: Bool)]) {
    var foreground = LoginForeground()
    for answer in answers {
      let session = answer.isActive.map { LoginSession(path: "/session", isActive: $0) }
      #expect(foreground.update(session) == answer.isNews)
      #expect(foreground.isActive == (answer.isActive ?? false))
    }
  }
}

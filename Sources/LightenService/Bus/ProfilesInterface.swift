import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Profiles`: the profiles of the config.
@LoopActor
final class ProfilesInterface: ReplyingInterface {
  let name = BusNames.profiles
  private let profiles: ProfileSwitcher
  private let manager: DisplayManager

  init(_ profiles: ProfileSwitcher, _ manager: DisplayManager) {
    self.profiles = profiles
    self.manager = manager
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    try await manager.waitForFirstLook()
    switch call.method {
    case "Apply":
      try await profiles.apply(named: call.arguments[0]?.string ?? "")
      return []
    default: throw .unknownMethod(call)
    }
  }

  func property(_ name: String) -> Variant? {
    switch name {
    case "Active": .string(profiles.active?.name ?? "")
    case "Matching": .string(profiles.matching?.name ?? "")
    case "Names": .strings(profiles.names)
    default: nil
    }
  }
}

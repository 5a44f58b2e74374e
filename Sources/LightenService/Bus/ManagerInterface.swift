import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Manager`: the service as a whole.
@LoopActor
final class ManagerInterface: ReplyingInterface {
  let name = BusNames.manager
  private let manager: DisplayManager

  init(_ manager: DisplayManager) {
    self.manager = manager
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    try await manager.waitForFirstLook()
    switch call.method {
    case "Resolve":
      let number = try manager.resolve(call.arguments[0]?.string ?? "")
      return [.objectPath(BusNames.path(ofDisplay: number))]
    case "SetAll": return [try await setAll(call)]
    case "Refresh":
      await manager.refresh()
      return []
    default: throw .unknownMethod(call)
    }
  }

  func property(_ name: String) -> Variant? {
    switch name {
    case "Version": .string(LightenVersion.current)
    case "Displays": .objectPaths(manager.displays.map { BusNames.path(ofDisplay: $0.number) })
    default: nil
    }
  }

  private func setAll(_ call: MethodCall) async throws(DisplayError) -> Variant {
    var levels: [(path: String, percent: Int)] = []
    for entry in call.arguments[0]?.members ?? [] {
      let (path, percent) = (entry[0]?.string ?? "", entry[1]?.uint32 ?? 0)
      guard percent <= 100 else {
        throw DisplayError(
          .invalidArguments,
          "\(percent) for \(path.shortened) is not a brightness: it must be 0 to 100 percent.")
      }
      levels.append((path, Int(percent)))
    }
    let failures = await manager.setAll(levels, sender: call.sender)
    return .array(
      of: "{os}", failures.map { .entry(.objectPath($0.path), .string($0.message)) })
  }
}

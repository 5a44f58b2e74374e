import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Backlight` of the service: every controllable display together.
@LoopActor
final class RootBacklightInterface: ReplyingInterface {
  let name = BusNames.backlight
  private let manager: DisplayManager

  init(_ manager: DisplayManager) {
    self.manager = manager
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    let sender = call.sender
    switch call.method {
    case "SetBrightness":
      let percent = try call.percent(at: 0)
      return try await forAll { display throws(DisplayError) in
        try await display.set(percent: percent, sender: sender)
      }
    case "AddBrightness":
      let difference = Int(call.arguments[0]?.int32 ?? 0)
      return try await forAll { display throws(DisplayError) in
        try await display.add(difference, sender: sender)
      }
    case "FadeBrightness":
      let (percent, duration) = (try call.percent(at: 0), try call.fadeDuration(at: 1))
      return try await forAll { display throws(DisplayError) in
        try await display.fade(to: percent, over: duration, sender: sender)
      }
    case "GetBrightness":
      try await manager.waitForFirstLook()
      return [.int32(manager.controllable.first?.level.map { Int32($0.percent) } ?? -1)]
    case "SetAuto":
      let mode = try call.autoMode(at: 0)
      try await manager.waitForFirstLook()
      return [.boolean(manager.setAuto(mode))]
    case "RestoreBrightness":
      let automatic = manager.automatic
      return try await forAll { display throws(DisplayError) in try await automatic.restore(display)
      }
    case "NormalizeBrightness":
      let automatic = manager.automatic
      return try await forAll { display throws(DisplayError) in
        try await automatic.normalize(display)
      }
    default: throw .unknownMethod(call)
    }
  }

  func property(_ name: String) -> Variant? {
    guard name == "Baseline" else { return nil }
    let baseline = manager.controllable.first.map(manager.automatic.baseline)
    return .int32(Int32(baseline ?? 0))
  }

  private func forAll(
    _ change: @escaping @LoopActor @Sendable (DisplayController) async throws(DisplayError) -> Bool
  ) async throws(DisplayError) -> [Variant] {
    try await manager.waitForFirstLook()
    let tasks = manager.controllable.map { display in
      LoopTask { (try? await change(display)) ?? false }
    }
    var success = !tasks.isEmpty
    for task in tasks where await !task.value { success = false }
    return [.boolean(success)]
  }
}

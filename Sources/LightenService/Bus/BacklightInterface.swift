import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Backlight` of one monitor.
@LoopActor
final class BacklightInterface: ReplyingInterface {
  let name = BusNames.backlight
  private let display: DisplayController
  private let automatic: AutomaticBrightness
  private let setAuto: @LoopActor (DisplayController, AutoMode) -> Bool

  init(
    _ display: DisplayController, _ automatic: AutomaticBrightness,
    setAuto: @escaping @LoopActor (DisplayController, AutoMode) -> Bool
  ) {
    self.display = display
    self.automatic = automatic
    self.setAuto = setAuto
  }

  func immediateResults(of call: MethodCall) throws(DisplayError) -> [Variant]? {
    switch call.method {
    case "GetBrightness": [.int32(display.level.map { Int32($0.percent) } ?? -1)]
    case "SetAuto": [.boolean(setAuto(display, try call.autoMode(at: 0)))]
    default: nil
    }
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    switch call.method {
    case "SetBrightness":
      let percent = try call.percent(at: 0)
      return [.boolean(try await display.set(percent: percent, sender: call.sender))]
    case "AddBrightness":
      let difference = Int(call.arguments[0]?.int32 ?? 0)
      return [.boolean(try await display.add(difference, sender: call.sender))]
    case "FadeBrightness":
      let (percent, duration) = (try call.percent(at: 0), try call.fadeDuration(at: 1))
      return [
        .boolean(try await display.fade(to: percent, over: duration, sender: call.sender))
      ]
    case "RestoreBrightness": return [.boolean(try await automatic.restore(display))]
    case "NormalizeBrightness": return [.boolean(try await automatic.normalize(display))]
    default: throw .unknownMethod(call)
    }
  }

  func property(_ name: String) -> Variant? {
    switch name {
    case "Brightness": .uint32(UInt32(display.level?.percent ?? 0))
    case "RawBrightness": .uint32(UInt32(display.level?.raw ?? 0))
    case "RawMaximum": .uint32(UInt32(display.scale?.rawMaximum ?? 0))
    case "Minimum": .uint32(UInt32(display.limits.minimum))
    case "Maximum": .uint32(UInt32(display.limits.maximum))
    case "Auto": .boolean(display.isAuto)
    case "Baseline": .int32(Int32(automatic.baseline(of: display)))
    default: nil
    }
  }
}

extension DisplayError {
  /// The XML has a method that the code does not know; a test compares the two.
  static func unknownMethod(_ call: MethodCall) -> DisplayError {
    DisplayError(.failed, "This version of lightend has no method \(call.method).")
  }
}

import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Curve`: what was learned for one monitor.
@LoopActor
final class CurveInterface: ReplyingInterface {
  let name = BusNames.curve
  /// A point for each pixel of any screen; more would keep others waiting.
  private static let mostLights = 10_000
  private let display: DisplayController
  private let automatic: AutomaticBrightness

  init(_ display: DisplayController, _ automatic: AutomaticBrightness) {
    self.display = display
    self.automatic = automatic
  }

  func immediateResults(of call: MethodCall) throws(DisplayError) -> [Variant]? {
    switch call.method {
    case "Evaluate":
      let lights = (call.arguments[0]?.members ?? []).map { $0.double ?? -1 }
      guard lights.count <= Self.mostLights else {
        throw DisplayError(
          .invalidArguments,
          "\(lights.count) lights are too many for one call: ask for \(Self.mostLights) at most.")
      }
      return [.array(of: "i", try lights.map(percent))]
    case "Forget":
      let light = try call.lightLevel(at: 0)
      return [.boolean(automatic.forget(display, near: light))]
    case "ForgetAll":
      automatic.forgetAll(display)
      return []
    default: throw .unknownMethod(call)
    }
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    throw .unknownMethod(call)
  }

  func property(_ name: String) -> Variant? {
    guard name == "Points" else { return nil }
    return .array(
      of: "(du)",
      automatic.curve(of: display).points.map {
        .tuple([.double($0.light), .uint32(UInt32($0.percent))])
      })
  }

  private func percent(_ light: Double) throws(DisplayError) -> Variant {
    let light = try MethodCall.checked(light)
    return .int32(automatic.learnedPercent(display, in: light).map { Int32($0) } ?? -1)
  }
}

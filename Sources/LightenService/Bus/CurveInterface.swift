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
      let members = call.arguments[0]?.members ?? []
      guard members.count <= Self.mostLights else {
        throw DisplayError(
          .invalidArguments,
          "\(members.count) lights are too many for one call: ask for \(Self.mostLights) at most.")
      }
      let lights = try members.map { member throws(DisplayError) in
        try MethodCall.checked(member.double ?? -1)
      }
      let percents = automatic.learnedPercents(display, in: lights)
      return [.array(of: "i", percents.map { .int32($0.map(Int32.init) ?? -1) })]
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
}

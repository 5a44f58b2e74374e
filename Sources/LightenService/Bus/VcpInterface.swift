import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Vcp` of one monitor.
@LoopActor
final class VcpInterface: ReplyingInterface {
  let name = BusNames.vcp
  private let display: DisplayController

  init(_ display: DisplayController) {
    self.display = display
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    switch call.method {
    case "Get":
      let value = try await display.readFeature(call.arguments[0]?.byte ?? 0)
      return [.uint16(value.current), .uint16(value.maximum)]
    case "Set":
      try await display.writeFeature(
        call.arguments[0]?.byte ?? 0, call.arguments[1]?.uint16 ?? 0, sender: call.sender)
      return []
    case "Capabilities": return [.string(try await display.capabilities())]
    default: throw .unknownMethod(call)
    }
  }
}

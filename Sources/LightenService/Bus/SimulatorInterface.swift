import DBusKit
import GLibKit
import LightenCore
import LightenDevices
import LightenInterface

/// `com.github.jcrd.lighten.Simulator`: monitors come, go and break by command.
@LoopActor
final class SimulatorInterface: ReplyingInterface {
  let name = BusNames.simulator
  private let backend: SimulatedBackend
  private let manager: DisplayManager

  private let sensor: SimulatedLightSensor

  init(_ backend: SimulatedBackend, _ sensor: SimulatedLightSensor, _ manager: DisplayManager) {
    self.backend = backend
    self.sensor = sensor
    self.manager = manager
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    try await manager.waitForFirstLook()
    switch call.method {
    case "Plug":
      let key = try backend.plug(try SimulatedDescription(call.arguments[0]?.dictionary ?? [:]))
      return [.objectPath(await manager.waitForDisplay(key: key))]
    case "Unplug":
      backend.unplug(key: try entry(call).key)
      return []
    case "SetFault":
      let word = call.arguments[1]?.string ?? ""
      guard let fault = SimulatedFault(rawValue: word) else {
        let words = SimulatedFault.allCases.map(\.rawValue).joined(separator: ", ")
        throw DisplayError(
          .invalidArguments, "“\(word.shortened)” is not a fault: it must be one of \(words).")
      }
      try entry(call).device.fault = fault
      return []
    case "PressButton":
      let percent = try call.percent(at: 1)
      let device = try entry(call).device
      let scale = BrightnessScale(rawMaximum: device.reading.maximum)
      device.press(scale.level(percent: percent))
      return []
    case "SetLightLevel":
      let level = call.arguments[0]?.double ?? .nan
      sensor.level = level < 0 ? nil : try MethodCall.checked(level)
      return []
    default: throw .unknownMethod(call)
    }
  }

  private func entry(_ call: MethodCall) throws(DisplayError) -> (
    key: String, device: SimulatedDevice
  ) {
    let path = call.arguments[0]?.string ?? ""
    guard let display = manager.display(at: path), let key = manager.key(of: display),
      let device = backend.device(key: key)
    else { throw DisplayManager.noDisplay(at: path) }
    return (key, device)
  }
}

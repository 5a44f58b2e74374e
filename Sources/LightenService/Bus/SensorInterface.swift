import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Sensor`: the light in the room.
@LoopActor
final class SensorInterface: ReplyingInterface {
  let name = BusNames.sensor
  private let meter: LightMeter

  init(_ meter: LightMeter) {
    self.meter = meter
  }

  func results(of call: MethodCall) async throws(DisplayError) -> [Variant] {
    switch call.method {
    case "GetData":
      let level = await meter.measure()
      return [.int32(level.map { Int32($0.rounded()) } ?? -1)]
    default: throw .unknownMethod(call)
    }
  }

  func property(_ name: String) -> Variant? {
    switch name {
    case "Available": .boolean(meter.isAvailable)
    case "LightLevel": .double(meter.level ?? -1)
    case "Unit": .string(meter.unit.rawValue)
    case "Source": .string(meter.source)
    default: nil
    }
  }
}

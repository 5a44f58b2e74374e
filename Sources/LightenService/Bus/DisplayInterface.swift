import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `com.github.jcrd.lighten.Display`: what a monitor is and how it is.
@LoopActor
final class DisplayInterface: BusInterface {
  let name = BusNames.display
  private let display: DisplayController
  private let connectorName: @LoopActor (DisplayController) -> String

  init(
    _ display: DisplayController, connectorName: @escaping @LoopActor (DisplayController) -> String
  ) {
    self.display = display
    self.connectorName = connectorName
  }

  /// It has no methods.
  func handle(_ call: MethodCall) {}

  func property(_ name: String) -> Variant? {
    let description = display.description
    return switch name {
    case "Name": .string(display.name)
    case "Alias": .string(display.alias)
    case "Manufacturer": .string(description.manufacturer)
    case "Model": .string(description.model)
    case "Serial": .string(description.serial)
    case "Id": .string(description.id)
    case "Connector": .string(connectorName(display))
    case "Kind": .string(description.kind.rawValue)
    case "Internal": .boolean(description.isInternal)
    case "SysPath": .string(description.sysPath)
    case "State": .string(display.state.rawValue)
    case "Reason": .string(display.reason)
    case "Writes": .uint64(display.writes)
    default: nil
    }
  }
}

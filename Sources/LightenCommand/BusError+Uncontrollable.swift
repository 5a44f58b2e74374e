import DBusKit
import LightenCore
import LightenInterface

extension BusError {
  /// A display's brightness cannot be controlled; its reason says why.
  static func uncontrollable(_ display: DisplaySnapshot) -> BusError {
    BusError(DisplayError(.unsupported, display.reason))
  }
}

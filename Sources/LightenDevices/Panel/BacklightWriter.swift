import GLibKit
import LightenCore
import LightenSysfs

/// A way to set the brightness of a backlight of the kernel's.
@LoopActor
public protocol BacklightWriter: AnyObject, Sendable {
  /// Sets the raw brightness of `/sys/class/backlight/<name>`.
  func write(_ raw: Int, to backlight: BacklightSnapshot) async throws(DeviceError)
}

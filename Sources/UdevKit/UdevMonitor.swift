import CUdev
import GLibKit

/// Listens to udev's events on the main loop.
@LoopActor
public final class UdevMonitor {
  private let udev: OpaquePointer
  private let monitor: OpaquePointer
  private var source: LoopSource?

  /// Listens to events of `subsystems`; nil where udev's socket cannot be opened.
  public init?(subsystems: [String], _ action: @escaping @LoopActor (UdevEvent) -> Void) {
    guard let udev = udev_new() else { return nil }
    guard let monitor = udev_monitor_new_from_netlink(udev, "udev") else {
      udev_unref(udev)
      return nil
    }
    self.udev = udev
    self.monitor = monitor
    for subsystem in subsystems {
      udev_monitor_filter_add_match_subsystem_devtype(monitor, subsystem, nil)
    }
    guard udev_monitor_enable_receiving(monitor) >= 0 else { return nil }
    source = LoopSource.readable(udev_monitor_get_fd(monitor)) { [weak self] in
      guard let self else { return false }
      while let event = self.next() { action(event) }
      return true
    }
  }

  isolated deinit {
    source?.cancel()
    udev_monitor_unref(monitor)
    udev_unref(udev)
  }

  private func next() -> UdevEvent? {
    guard let device = udev_monitor_receive_device(monitor) else { return nil }
    defer { udev_device_unref(device) }
    return UdevEvent(
      action: Self.string(udev_device_get_action(device)),
      subsystem: Self.string(udev_device_get_subsystem(device)),
      sysPath: Self.string(udev_device_get_syspath(device)),
      name: Self.string(udev_device_get_sysname(device)))
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

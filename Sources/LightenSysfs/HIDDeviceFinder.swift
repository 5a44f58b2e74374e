import GLibKit

/// Finds HID devices by their USB ids in sysfs.
public enum HIDDeviceFinder {
  private static let folder = "/sys/class/hidraw"

  /// The nodes of all devices with these ids, by number. Blocking.
  public static func nodes(vendor: UInt16, product: UInt16) -> [String] {
    let found = Files.names(in: folder).filter { name in
      guard let uevent = try? Files.text(at: "\(folder)/\(name)/device/uevent") else {
        return false
      }
      return uevent.split(separator: "\n").contains { isID($0, vendor, product) }
    }
    return found.sorted { ($0.count, $0) < ($1.count, $1) }.map { "/dev/\($0)" }
  }

  /// Whether a line of the HID device's uevent has the ids: `HID_ID=0003:0000239A:00008111`, bus,
  /// vendor and product (the kernel's drivers/hid/hid-core.c, `hid_uevent`).
  private static func isID(_ line: Substring, _ vendor: UInt16, _ product: UInt16) -> Bool {
    let parts = line.split(separator: "=")
    guard parts.count == 2, parts[0] == "HID_ID" else { return false }
    let numbers = parts[1].split(separator: ":").map { UInt32($0, radix: 16) }
    return numbers.count == 3 && numbers[1] == UInt32(vendor) && numbers[2] == UInt32(product)
  }
}

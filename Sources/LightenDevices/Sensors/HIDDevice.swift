import CLinux
import GLibKit
import Glibc

/// What input reports can be asked for.
protocol HIDReportSource: Sendable {
  /// Asks for input report 0: its number and its bytes. May block.
  func inputReport() throws(HIDDevice.Failure) -> [UInt8]
}

/// An open `/dev/hidrawN`. Closed when it is released.
final class HIDDevice: HIDReportSource {
  /// The longest report that is asked for; the predecessor's sensors send up to 16 bytes.
  private static let reportSize = 64

  /// Why a device could not be opened or read: the error number of the C library.
  struct Failure: Error, Equatable {
    /// Such as ENODEV.
    let code: Int32

    /// The C library's words for it.
    var message: String { String(cString: strerror(code)) }
  }

  private let descriptor: Int32

  /// Opens the device. May block.
  init(path: String) throws(Failure) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
  }

  deinit { close(descriptor) }

  /// Asks for input report 0: its number and its bytes. Blocks for as long as the device does.
  func inputReport() throws(Failure) -> [UInt8] {
    var report = [UInt8](repeating: 0, count: Self.reportSize)
    let count = report.withUnsafeMutableBytes {
      lighten_hid_get_input(descriptor, $0.baseAddress, UInt32($0.count))
    }
    guard count >= 0 else { throw Failure(code: errno) }
    return Array(report.prefix(Int(count)))
  }
}

import GLibKit
import LightenCore
import LightenSysfs

/// A laptop's panel, or another display with a backlight in `/sys/class/backlight`.
@LoopActor
public final class PanelDevice: DisplayDevice {
  /// A frame at 60 Hz; the kernel sets a backlight in microseconds.
  public let fadePace: Duration = .milliseconds(16)
  /// Called when a hotkey or another program changed the backlight.
  public var onExternalChange: (@LoopActor (Int) -> Void)?
  /// None: panels do not speak DDC/CI.
  public var features: (any FeatureDevice)? { nil }

  private let backlight: BacklightSnapshot
  private let writer: any BacklightWriter
  private var isStopped = false
  private var underWay: Int?

  /// Makes the device of `backlight`, written through `writer`.
  public init(backlight: BacklightSnapshot, writer: any BacklightWriter) {
    self.backlight = backlight
    self.writer = writer
  }

  /// Reads the backlight from sysfs.
  public func probe() async throws(DeviceError) -> BrightnessReading {
    guard !isStopped else { throw .unplugged }
    let path = backlight.sysPath
    guard let current = Files.line(at: path + "/brightness").flatMap({ Int($0) }),
      let maximum = Files.line(at: path + "/max_brightness").flatMap({ Int($0) }), maximum > 0
    else {
      throw DeviceError(.failed, "Cannot read \(path)/brightness and max_brightness.")
    }
    return BrightnessReading(current: current, maximum: maximum)
  }

  /// Sets the backlight.
  public func writeBrightness(_ raw: Int) async throws(DeviceError) {
    guard !isStopped else { throw .unplugged }
    underWay = raw
    defer { underWay = nil }
    try await writer.write(raw, to: backlight)
    if isStopped { throw .unplugged }
  }

  /// The kernel says that the backlight changed: by us, a hotkey or another program.
  public func backlightChanged() {
    guard !isStopped,
      let current = Files.line(at: backlight.sysPath + "/brightness").flatMap({ Int($0) }),
      // The event of our own write comes before logind's reply.
      current != underWay
    else { return }
    onExternalChange?(current)
  }

  /// Does nothing: nothing is held.
  public func stop() { isStopped = true }
}

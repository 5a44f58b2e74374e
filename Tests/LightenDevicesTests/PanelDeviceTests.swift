import GLibKit
import LightenCore
import LightenSysfs
import LoopTestSupport
import Testing

@testable import LightenDevices

@Suite(.onLoop, .timeLimit(.minutes(1))) struct PanelDeviceTests {
  let folder: TemporaryFolder
  let writer = FakeBacklightWriter()

  init() throws { folder = try TemporaryFolder() }

  @LoopActor private func device(brightness: String = "300\n", maximum: String = "1000\n") throws
    -> PanelDevice
  {
    try folder.write(brightness, to: "brightness")
    try folder.write(maximum, to: "max_brightness")
    let backlight = BacklightSnapshot(
      name: "intel_backlight", sysPath: folder.path, interface: .raw)
    return PanelDevice(backlight: backlight, writer: writer)
  }

  @Test @LoopActor func readsTheBacklight() async throws {
    let device = try device()
    #expect(try await device.probe() == BrightnessReading(current: 300, maximum: 1000))
    #expect(device.features == nil)
  }

  @Test(arguments: [
    ("", "1000\n"), ("x\n", "1000\n"), ("5\n", ""), ("5\n", "0\n"), ("5\n", "-1\n"),
  ])
  @LoopActor func refusesWhatIsNoBacklight(brightness: String, maximum: String) async throws {
    let device = try device(brightness: brightness, maximum: maximum)
    let error = await #expect(throws: DeviceError.self) { try await device.probe() }
    #expect(error?.code == .failed)
    #expect(error?.message.contains(folder.path) == true)
  }

  @Test @LoopActor func writesThroughItsWriter() async throws {
    let device = try device()
    try await device.writeBrightness(700)
    #expect(writer.writes == [700])
    #expect(writer.names == ["intel_backlight"])
  }

  @Test @LoopActor func passesErrorsOn() async throws {
    let device = try device()
    writer.error = DeviceError(.permissionDenied, "no")
    let error = await #expect(throws: DeviceError.self) { try await device.writeBrightness(1) }
    #expect(error == DeviceError(.permissionDenied, "no"))
  }

  @Test @LoopActor func reportsChangesOfOthers() async throws {
    let device = try device()
    let seen = Values()
    device.onExternalChange = { seen.add($0) }
    try folder.write("450\n", to: "brightness")
    device.backlightChanged()
    #expect(seen.values == [450])
  }

  /// The kernel's event for our own write comes before logind's reply.
  @Test @LoopActor func keepsQuietAboutItsOwnWrite() async throws {
    let device = try device()
    let seen = Values()
    device.onExternalChange = { seen.add($0) }
    writer.whileWriting = { [folder] raw in
      try? folder.write("\(raw)\n", to: "brightness")
      device.backlightChanged()
    }
    try await device.writeBrightness(700)
    #expect(seen.values == [])
    // Another value meanwhile is somebody else's.
    writer.whileWriting = { [folder] _ in
      try? folder.write("123\n", to: "brightness")
      device.backlightChanged()
    }
    try await device.writeBrightness(800)
    #expect(seen.values == [123])
    // And a failed write leaves nothing behind.
    writer.whileWriting = nil
    writer.error = DeviceError(.failed, "no")
    try? await device.writeBrightness(900)
    try folder.write("900\n", to: "brightness")
    device.backlightChanged()
    #expect(seen.values == [123, 900])
  }

  @Test @LoopActor func endsWithGone() async throws {
    let device = try device()
    let seen = Values()
    device.onExternalChange = { seen.add($0) }
    writer.whileWriting = { _ in device.stop() }
    let error = await #expect(throws: DeviceError.self) { try await device.writeBrightness(1) }
    #expect(error?.code == .gone)
    let later = await #expect(throws: DeviceError.self) { try await device.probe() }
    #expect(later?.code == .gone)
    let write = await #expect(throws: DeviceError.self) { try await device.writeBrightness(2) }
    #expect(write?.code == .gone)
    #expect(writer.writes == [1])
    device.backlightChanged()
    #expect(seen.values == [])
  }
}

@LoopActor
final class FakeBacklightWriter: BacklightWriter {
  private(set) var writes: [Int] = []
  private(set) var names: [String] = []
  var error: DeviceError?
  var whileWriting: (@LoopActor (Int) -> Void)?

  nonisolated init() {}

  func write(_ raw: Int, to backlight: BacklightSnapshot) async throws(DeviceError) {
    writes.append(raw)
    names.append(backlight.name)
    whileWriting?(raw)
    if let error { throw error }
  }
}

/// What was reported, in order.
@LoopActor
final class Values {
  private(set) var values: [Int] = []

  nonisolated init() {}

  func add(_ value: Int) { values.append(value) }
}

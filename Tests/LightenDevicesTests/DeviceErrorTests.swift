import GLibKit
import LightenCore
import LoopTestSupport
import Testing

@testable import LightenDevices

@Suite(.onLoop, .timeLimit(.minutes(1))) struct DeviceErrorTests {
  @Test(
    arguments: [
      (.unresponsive, .unresponsive), (.asleep, .asleep), (.unsupported, .unsupported),
      (.permissionDenied, .permissionDenied), (.gone, .gone), (.interrupted, .unresponsive),
      (.hung, .unresponsive), (.failed, .failed), (.disconnected, .gone),
    ] as [(DeviceError.Code, DisplayError.Code)])
  func becomesADisplayError(code: DeviceError.Code, expected: DisplayError.Code) {
    let error = DeviceError(code, "Do this.").displayError
    #expect(error == DisplayError(expected, "Do this."))
  }

  @Test @LoopActor func isAllThatAnUnavailableDeviceHas() async {
    let reason = DeviceError(.permissionDenied, "Do this.")
    let device = UnavailableDevice(reason)
    let probe = await #expect(throws: DeviceError.self) { try await device.probe() }
    #expect(probe == reason)
    let write = await #expect(throws: DeviceError.self) { try await device.writeBrightness(1) }
    #expect(write == reason)
    #expect(device.features == nil)
    device.stop()
  }
}

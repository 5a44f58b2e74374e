import DBusKit
import LightenCore
import LightenInterface

extension LightenClient {
  /// An error that says what to do when no light is measured.
  func noLight(_ sensor: SensorSnapshot) async throws(BusError) -> BusError {
    let isSimulated = try await displays().contains { $0.kind == "simulated" }
    return BusError(DisplayError(.failed, LightText.advice(sensor, isSimulated: isSimulated)))
  }
}

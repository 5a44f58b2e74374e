import DBusKit
import GLibKit

// Light, and what was learned from it.
extension LightenClient {
  /// Measures the light; the level is nil when the sensor is not there or does not answer.
  public func sensor() async throws(BusError) -> SensorSnapshot {
    let measured = try await call(BusNames.root, BusNames.sensor, "GetData")[0]?.int32 ?? -1
    let reply = try await call(
      BusNames.root, BusConnection.properties, "GetAll", [.string(BusNames.sensor)])
    var properties = reply[0]?.dictionary ?? [:]
    // The level that was measured before tells nothing of the light now.
    if measured < 0 { properties["LightLevel"] = nil }
    return SensorSnapshot(properties: properties)
  }

  /// Gives a display the brightness that was learned for the present light; false when there is no
  /// light or nothing was learned for it.
  public func restore(_ path: String) async throws(BusError) -> Bool {
    try await call(path, BusNames.backlight, "RestoreBrightness")[0]?.boolean ?? false
  }

  /// Gives a display the brightness that is computed from the present light; false when there is
  /// no light.
  public func normalize(_ path: String) async throws(BusError) -> Bool {
    try await call(path, BusNames.backlight, "NormalizeBrightness")[0]?.boolean ?? false
  }

  /// Switches automatic brightness of a display, or of all when `path` is the service's; answers
  /// whether it is now on.
  ///
  /// - Parameter mode: `on`, `off` or `toggle`.
  public func setAuto(_ path: String, _ mode: String) async throws(BusError) -> Bool {
    try await call(path, BusNames.backlight, "SetAuto", [.string(mode)])[0]?.boolean ?? false
  }

  /// The brightness in percent that a display would have in each light, nil where nothing was
  /// learned.
  public func evaluate(_ path: String, lights: [Double]) async throws(BusError) -> [Int?] {
    let reply = try await call(
      path, BusNames.curve, "Evaluate", [.array(of: "d", lights.map(Variant.double))])
    let values = (reply[0]?.members ?? []).map { $0.int32.flatMap { $0 < 0 ? nil : Int($0) } }
    // One value for each light, whatever came.
    return lights.indices.map { $0 < values.count ? values[$0] : nil }
  }

  /// Forgets the learned point near a light; false when there is none.
  public func forget(_ path: String, light: Double) async throws(BusError) -> Bool {
    try await call(path, BusNames.curve, "Forget", [.double(light)])[0]?.boolean ?? false
  }

  /// Forgets everything that was learned for a display.
  public func forgetAll(_ path: String) async throws(BusError) {
    _ = try await call(path, BusNames.curve, "ForgetAll")
  }
}

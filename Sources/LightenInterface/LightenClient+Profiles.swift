import DBusKit
import GLibKit

// Profiles of the config.
extension LightenClient {
  /// The profiles, their order and which of them counts.
  public func profiles() async throws(BusError) -> ProfilesSnapshot {
    let reply = try await call(
      BusNames.root, BusConnection.properties, "GetAll", [.string(BusNames.profiles)])
    return ProfilesSnapshot(properties: reply[0]?.dictionary ?? [:])
  }

  /// Makes a profile active; returns when its displays have what it says.
  public func apply(profile name: String) async throws(BusError) {
    // A monitor that hangs takes five seconds for each of brightness and input, and for its reading.
    _ = try await call(
      BusNames.root, BusNames.profiles, "Apply", [.string(name)], timeout: .seconds(60))
  }
}

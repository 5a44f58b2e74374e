import DBusKit
import GLibKit
import LightenCore

/// The service, seen from another program.
@LoopActor
public final class LightenClient {
  /// The connection to the session bus.
  public let connection: BusConnection

  /// Connects to the session bus.
  public init() async throws(BusError) {
    connection = try await BusConnection.session()
  }

  /// Every display, by number.
  ///
  /// - Parameter mayStart: whether the bus may start the service.
  public func displays(mayStart: Bool = true) async throws(BusError) -> [DisplaySnapshot] {
    let reply = try await call(
      BusNames.root, BusNames.objectManager, "GetManagedObjects", mayStart: mayStart)
    return (reply[0]?.members ?? []).compactMap { entry in
      guard let path = entry[0]?.string, let interfaces = entry[1] else { return nil }
      return DisplaySnapshot(path: path, interfaces: interfaces)
    }.sorted { $0.number < $1.number }
  }

  /// The object path of the display that a selector means.
  public func resolve(_ selector: String) async throws(BusError) -> String {
    let reply = try await call(BusNames.root, BusNames.manager, "Resolve", [.string(selector)])
    return reply[0]?.string ?? ""
  }

  /// The display at a path.
  public func display(at path: String) async throws(BusError) -> DisplaySnapshot? {
    try await displays().first { $0.path == path }
  }

  /// The brightness of a display, percent.
  public func brightness(ofDisplayAt path: String) async throws(BusError) -> Int {
    Int(try await call(path, BusNames.backlight, "GetBrightness")[0]?.int32 ?? -1)
  }

  /// The brightness of a display, percent; where it has none, the service is asked, which knows
  /// best why.
  public func brightness(of display: DisplaySnapshot) async throws(BusError) -> Int {
    if let known = display.brightness { return known }
    return try await brightness(ofDisplayAt: display.path)
  }

  /// Changes the brightness of a display as requested; false when the monitor did not take it.
  public func change(
    _ path: String, _ request: BrightnessRequest
  ) async throws(BusError) -> Bool {
    let reply =
      switch request {
      case .absolute(let percent):
        try await call(path, BusNames.backlight, "SetBrightness", [.uint32(UInt32(percent))])
      case .relative(let difference):
        try await call(path, BusNames.backlight, "AddBrightness", [.int32(Int32(difference))])
      }
    return reply[0]?.boolean ?? false
  }

  /// Fades a display; returns when it is there.
  public func fade(
    _ path: String, to percent: Int, milliseconds: UInt32
  ) async throws(BusError) -> Bool {
    let patience: Duration = .milliseconds(milliseconds) + .seconds(25)
    let reply = try await call(
      path, BusNames.backlight, "FadeBrightness",
      [.uint32(UInt32(percent)), .uint32(milliseconds)], timeout: patience)
    return reply[0]?.boolean ?? false
  }

  /// Calls a method of one of the service's objects; the bus starts the service if it can and
  /// `mayStart` says nothing else.
  ///
  /// - Throws: `BusError.otherVersion` where the service does not know what is asked of it since it
  ///   is of another version than this program.
  public func call(
    _ path: String, _ interface: String, _ method: String, _ arguments: [Variant] = [],
    timeout: Duration? = nil, mayStart: Bool = true
  ) async throws(BusError) -> Variant {
    let destination = BusConnection.Destination(
      name: BusNames.service, path: path, interface: interface)
    do throws(BusError) {
      return try await connection.call(
        destination, method, arguments, timeout: timeout, mayStart: mayStart)
    } catch {
      guard error.isUnknownMember, await version() != LightenVersion.current else { throw error }
      throw .otherVersion
    }
  }

  /// The service's version, nil when it tells none.
  public func version() async -> String? {
    let manager = BusConnection.Destination(
      name: BusNames.service, path: BusNames.root, interface: BusConnection.properties)
    let reply = try? await connection.call(
      manager, "Get", [.string(BusNames.manager), .string("Version")], mayStart: false)
    return reply?[0]?.unwrapped?.string
  }
}

extension BusError {
  /// The service and this program were not installed together.
  static let otherVersion = BusError(
    name: BusError.failed,
    message:
      "lightend is of another version than lighten; restart lightend: systemctl --user restart "
      + "lightend.")
}

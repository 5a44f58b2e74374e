import DBusKit
import GLibKit
import LightenInterface

/// `lighten curve --forget`: lets displays forget what they learned.
enum CurveForgetting {
  /// Forgets the point nearest to a light, or without a light everything.
  @LoopActor
  static func run(_ client: LightenClient, _ options: DisplayOptions, light: Double?) async throws {
    try await options.forEach(client) { displays throws(BusError) in
      let unit = try await client.sensor().unit
      for display in displays {
        Session.report(display, reason(display, light: light ?? 0, unit: unit))
      }
    } _: { display throws(BusError) in
      if let light { return try await client.forget(display.path, light: light) }
      try await client.forgetAll(display.path)
      return true
    }
  }

  private static func reason(_ display: DisplaySnapshot, light: Double, unit: String) -> String {
    if display.points.isEmpty { return "Nothing was learned, so there is nothing to forget." }
    return "Nothing was learned for \(LightText.level(light, unit: unit)); next to it is "
      + "\(LightText.nearest(display.points, to: light, unit: unit))."
  }
}

import DBusKit

/// The names of the service on the bus; part of the contract.
public enum BusNames {
  /// The well-known name.
  public static let service = "com.github.jcrd.lighten"
  /// The service's object.
  public static let root = "/com/github/jcrd/lighten"
  /// The path above the displays.
  public static let displays = "\(root)/displays"
  /// The service as a whole.
  public static let manager = "com.github.jcrd.lighten.Manager"
  /// A display's description.
  public static let display = "com.github.jcrd.lighten.Display"
  /// Brightness, of a display or of all.
  public static let backlight = "com.github.jcrd.lighten.Backlight"
  /// What was learned for a display.
  public static let curve = "com.github.jcrd.lighten.Curve"
  /// The light in the room.
  public static let sensor = "com.github.jcrd.lighten.Sensor"
  /// Profiles: sets of displays and how they shall be.
  public static let profiles = "com.github.jcrd.lighten.Profiles"
  /// VCP features of a display.
  public static let vcp = "com.github.jcrd.lighten.Vcp"
  /// The interfaces that a display may have.
  public static let ofDisplay = [display, backlight, vcp, curve]
  /// Control of simulated displays.
  public static let simulator = "com.github.jcrd.lighten.Simulator"
  /// The specification's interface for objects that come and go.
  public static let objectManager = "org.freedesktop.DBus.ObjectManager"

  /// How large a call may be; part of the contract. So much costs the loop some milliseconds.
  public static let limits = CallLimits(text: 16_384, entries: 1_000, total: 262_144)

  /// The object of the display with number `number`.
  public static func path(ofDisplay number: Int) -> String { "\(displays)/\(number)" }

  /// The number of the display at `path`, nil when that is not a display's path.
  public static func number(ofDisplayAt path: String) -> Int? {
    let prefix = "\(displays)/"
    guard path.hasPrefix(prefix) else { return nil }
    guard let number = Int(path.dropFirst(prefix.count)), number >= 0,
      BusNames.path(ofDisplay: number) == path
    else { return nil }
    return number
  }
}

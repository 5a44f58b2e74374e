import LightenInterface

/// A display as JSON; contrib/doc/schema documents its members.
enum DisplayJSON {
  private static let members: [(String, String, String)] = [
    ("name", BusNames.display, "Name"),
    ("alias", BusNames.display, "Alias"),
    ("manufacturer", BusNames.display, "Manufacturer"),
    ("model", BusNames.display, "Model"),
    ("serial", BusNames.display, "Serial"),
    ("id", BusNames.display, "Id"),
    ("connector", BusNames.display, "Connector"),
    ("kind", BusNames.display, "Kind"),
    ("internal", BusNames.display, "Internal"),
    ("state", BusNames.display, "State"),
    ("reason", BusNames.display, "Reason"),
    ("brightness", BusNames.backlight, "Brightness"),
    ("minimum", BusNames.backlight, "Minimum"),
    ("maximum", BusNames.backlight, "Maximum"),
    ("raw", BusNames.backlight, "RawBrightness"),
    ("rawMaximum", BusNames.backlight, "RawMaximum"),
    ("auto", BusNames.backlight, "Auto"),
    ("writes", BusNames.display, "Writes"),
  ]

  /// The object.
  static func object(_ display: DisplaySnapshot) -> JSON {
    .object(
      [("number", .number(Int64(display.number)))]
        + members.map { name, interface, property in
          (name, JSON(display.interfaces[interface]?[property]))
        })
  }
}

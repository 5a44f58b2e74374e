extension EDID {
  /// The short name that people know a maker by, such as `LG` for `GSM`; for a maker that is not in
  /// the table, the three letters themselves.
  ///
  /// - Parameter id: A PNP id, in either case.
  public static func manufacturerName(for id: String) -> String {
    manufacturerNames[id.uppercased()] ?? id
  }

  /// Makers of monitors and panels by PNP id.
  ///
  /// Ids from the UEFI Forum's PNP id registry (uefi.org/PNP_ID_List), as in systemd's
  /// `20-acpi-vendor.hwdb`; names shortened to those on the monitors. Where another firm's monitors
  /// carry an id, its name stands here: ASUS uses `ACI`, Samsung's panels `SEC`, MSI `MSI`.
  private static let manufacturerNames: [String: String] = [
    "ACI": "ASUS",
    "ACR": "Acer",
    "AOC": "AOC",
    "APP": "Apple",
    "AUO": "AU Optronics",
    "AUS": "ASUS",
    "BNQ": "BenQ",
    "BOE": "BOE",
    "CMN": "Chimei Innolux",
    "CMO": "Chi Mei",
    "CSW": "China Star",
    "DEL": "Dell",
    "EIZ": "Eizo",
    "ENC": "Eizo",
    "FUS": "Fujitsu",
    "GBT": "Gigabyte",
    "GSM": "LG",
    "HEI": "Hyundai",
    "HKC": "HKC",
    "HPN": "HP",
    "HSD": "HannStar",
    "HWP": "HP",
    "HWV": "Huawei",
    "INL": "InnoLux",
    "IVM": "Iiyama",
    "IVO": "InfoVision",
    "JVC": "JVC",
    "LEN": "Lenovo",
    "LGD": "LG Display",
    "LPL": "LG Philips",
    "MEI": "Panasonic",
    "MEL": "Mitsubishi",
    "MSH": "Microsoft",
    "MSI": "MSI",
    "NEC": "NEC",
    "NVD": "Nvidia",
    "PHL": "Philips",
    "PNR": "Planar",
    "RHT": "Red Hat",
    "RZR": "Razer",
    "SAM": "Samsung",
    "SDC": "Samsung Display",
    "SEC": "Samsung",
    "SHP": "Sharp",
    "SNY": "Sony",
    "SPT": "Sceptre",
    "TCL": "TCL",
    "TSB": "Toshiba",
    "VIZ": "Vizio",
    "VSC": "ViewSonic",
    "WAC": "Wacom",
    "XMI": "Xiaomi",
  ]
}

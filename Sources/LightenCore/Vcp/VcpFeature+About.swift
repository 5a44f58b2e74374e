extension VcpFeature {
  /// VESA MCCS 2.2a, section 8: what a monitor tells about itself; only to be read.
  static let about: [VcpFeature] = [
    // Horizontal frequency in hertz; vertical frequency in hundredths of a hertz.
    VcpFeature(0xAC, "horizontal-frequency", .fields),
    VcpFeature(0xAE, "vertical-frequency", .fields),
    // Flat panel sub-pixel layout.
    VcpFeature(
      0xB2, "subpixel-layout",
      values: [
        VcpValue(0x00, "undefined"), VcpValue(0x01, "rgb-vertical"),
        VcpValue(0x02, "rgb-horizontal"), VcpValue(0x03, "bgr-vertical"),
        VcpValue(0x04, "bgr-horizontal"), VcpValue(0x05, "quad-red-top"),
        VcpValue(0x06, "quad-red-bottom"), VcpValue(0x07, "delta"), VcpValue(0x08, "mosaic"),
      ]),
    // Display technology type.
    VcpFeature(
      0xB6, "technology",
      values: [
        VcpValue(0x01, "crt-shadow-mask"), VcpValue(0x02, "crt-aperture-grille"),
        VcpValue(0x03, "lcd"), VcpValue(0x04, "lcos"), VcpValue(0x05, "plasma"),
        VcpValue(0x06, "oled"), VcpValue(0x07, "el"), VcpValue(0x08, "dynamic-mem"),
        VcpValue(0x09, "static-mem"),
      ]),
    // Display usage time, in hours.
    VcpFeature(0xC0, "usage-time", .fields),
    // Display controller id and display firmware level.
    VcpFeature(0xC8, "controller", .fields),
    VcpFeature(0xC9, "firmware", .fields),
    // VCP version: major in the high byte, minor in the low one.
    VcpFeature(0xDF, "version", .fields, aliases: ["vcp-version"]),
  ]
}

extension VcpFeature {
  /// VESA MCCS 2.2a, section 8: geometry, and how the picture is fitted to the screen.
  static let geometry: [VcpFeature] = [
    // Clock and clock phase: for analogue inputs.
    VcpFeature(0x0E, "clock", .level),
    VcpFeature(0x3E, "clock-phase", .level),
    // Auto setup.
    VcpFeature(
      0x1E, "auto-setup",
      values: [
        VcpValue(0x00, "off"), VcpValue(0x01, "on", "once"), VcpValue(0x02, "continuous"),
      ]),
    VcpFeature(0x20, "horizontal-position", .level),
    VcpFeature(0x30, "vertical-position", .level),
    // Display scaling.
    VcpFeature(
      0x86, "scaling",
      values: [
        VcpValue(0x01, "none"), VcpValue(0x02, "fit"), VcpValue(0x03, "fit-height"),
        VcpValue(0x04, "fit-width"), VcpValue(0x05, "stretch-height"),
        VcpValue(0x06, "stretch-width"), VcpValue(0x07, "full"), VcpValue(0x08, "zoom"),
        VcpValue(0x09, "squeeze"), VcpValue(0x0A, "variable"),
      ]),
    // Screen orientation, in degrees; only to be read.
    VcpFeature(
      0xAA, "orientation",
      values: [
        VcpValue(0x01, "0deg"), VcpValue(0x02, "90deg"), VcpValue(0x03, "180deg"),
        VcpValue(0x04, "270deg"), VcpValue(0xFF, "unknown"),
      ]),
  ]
}

extension VcpFeature {
  /// Input source.
  static let inputCode: UInt8 = 0x60

  /// VESA MCCS 2.2a, section 8: display control, and what else switches something.
  static let control: [VcpFeature] = [
    VcpFeature(
      inputCode, "input", aliases: ["input-source"],
      values: [
        VcpValue(0x01, "vga1", "vga"), VcpValue(0x02, "vga2"), VcpValue(0x03, "dvi1", "dvi"),
        VcpValue(0x04, "dvi2"), VcpValue(0x05, "composite1", "composite"),
        VcpValue(0x06, "composite2"), VcpValue(0x07, "svideo1", "svideo"),
        VcpValue(0x08, "svideo2"), VcpValue(0x09, "tuner1", "tuner"), VcpValue(0x0A, "tuner2"),
        VcpValue(0x0B, "tuner3"), VcpValue(0x0C, "component1", "component"),
        VcpValue(0x0D, "component2"), VcpValue(0x0E, "component3"),
        VcpValue(0x0F, "dp1", "dp", "displayport", "displayport1"),
        VcpValue(0x10, "dp2", "displayport2"), VcpValue(0x11, "hdmi1", "hdmi"),
        VcpValue(0x12, "hdmi2"),
        // The standard ends here. What monitors of Dell, and others after them, do: Dell U3818DW
        // and its successors have 0x1B (github.com/rockowitz/ddcutil, issue 70).
        VcpValue(0x1B, "usb-c", "usb-c1", "type-c"),
      ]),
    // Power mode; hard-off is what the button does, and can only be written.
    VcpFeature(
      0xD6, "power", aliases: ["power-mode"],
      values: [
        VcpValue(0x01, "on"), VcpValue(0x02, "standby"), VcpValue(0x03, "suspend"),
        VcpValue(0x04, "off"), VcpValue(0x05, "hard-off"),
      ]),
    // Auxiliary power output: for what draws its power from the monitor.
    VcpFeature(0xD7, "auxiliary-power", values: [VcpValue(0x01, "off"), VcpValue(0x02, "on")]),
    // On-screen display and buttons.
    VcpFeature(
      0xCA, "osd",
      values: [
        VcpValue(0x00, "unsupported"), VcpValue(0x01, "off"), VcpValue(0x02, "on"),
        VcpValue(0x03, "off-without-buttons"),
      ]),
    VcpFeature(0xCC, "language", aliases: ["osd-language"], values: languages),
    // Ambient light sensor: the monitor's own.
    VcpFeature(
      0x66, "ambient-light-sensor", values: [VcpValue(0x01, "off"), VcpValue(0x02, "on")]),
    // Application enable key, and active control.
    VcpFeature(0x52, "active-control", .fields),
    VcpFeature(0xC6, "application-key", .fields),
    // New control value: whether somebody has used the monitor's buttons.
    VcpFeature(
      0x02, "new-control-value",
      values: [
        VcpValue(0x01, "none"), VcpValue(0x02, "some"), VcpValue(0xFF, "no-user-controls"),
      ]),
  ]

  /// Languages of the on-screen display (0xCC).
  private static let languages: [VcpValue] = [
    VcpValue(0x01, "chinese-traditional"), VcpValue(0x02, "english"), VcpValue(0x03, "french"),
    VcpValue(0x04, "german"), VcpValue(0x05, "italian"), VcpValue(0x06, "japanese"),
    VcpValue(0x07, "korean"), VcpValue(0x08, "portuguese"), VcpValue(0x09, "russian"),
    VcpValue(0x0A, "spanish"), VcpValue(0x0B, "swedish"), VcpValue(0x0C, "turkish"),
    VcpValue(0x0D, "chinese-simplified", "chinese"), VcpValue(0x0E, "portuguese-brazil"),
    VcpValue(0x0F, "arabic"), VcpValue(0x10, "bulgarian"), VcpValue(0x11, "croatian"),
    VcpValue(0x12, "czech"), VcpValue(0x13, "danish"), VcpValue(0x14, "dutch"),
    VcpValue(0x15, "estonian"), VcpValue(0x16, "finnish"), VcpValue(0x17, "greek"),
    VcpValue(0x18, "hebrew"), VcpValue(0x19, "hindi"), VcpValue(0x1A, "hungarian"),
    VcpValue(0x1B, "latvian"), VcpValue(0x1C, "lithuanian"), VcpValue(0x1D, "norwegian"),
    VcpValue(0x1E, "polish"), VcpValue(0x1F, "romanian"), VcpValue(0x20, "serbian"),
    VcpValue(0x21, "slovak"), VcpValue(0x22, "slovenian"), VcpValue(0x23, "thai"),
    VcpValue(0x24, "ukrainian"), VcpValue(0x25, "vietnamese"),
  ]
}

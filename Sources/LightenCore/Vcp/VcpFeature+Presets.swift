extension VcpFeature {
  /// VESA MCCS 2.2a, section 8: preset operations.
  static let presets: [VcpFeature] = [
    // Restore factory defaults.
    VcpFeature(0x04, "factory-reset", .action),
    // Restore factory luminance and contrast defaults.
    VcpFeature(0x05, "brightness-reset", .action),
    // Restore factory geometry defaults.
    VcpFeature(0x06, "geometry-reset", .action),
    // Restore factory colour defaults.
    VcpFeature(0x08, "color-reset", .action, aliases: ["colour-reset"]),
    // Settings: store or restore.
    VcpFeature(0xB0, "settings", values: [VcpValue(0x01, "store"), VcpValue(0x02, "restore")]),
  ]
}

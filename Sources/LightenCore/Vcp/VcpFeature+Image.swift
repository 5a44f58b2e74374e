extension VcpFeature {
  /// VESA MCCS 2.2a, section 8: image adjustments.
  static let image: [VcpFeature] = [
    // Luminance.
    VcpFeature(0x10, "brightness", .level, aliases: ["luminance"]),
    VcpFeature(0x12, "contrast", .level),
    // Backlight control, which version 2.2 deprecates.
    VcpFeature(0x13, "backlight", .level),
    // Backlight level: white.
    VcpFeature(0x6B, "white-backlight", .level),
    // Select colour preset.
    VcpFeature(
      0x14, "color-preset", aliases: ["colour-preset"],
      values: [
        VcpValue(0x01, "srgb"), VcpValue(0x02, "native"), VcpValue(0x03, "4000k"),
        VcpValue(0x04, "5000k"), VcpValue(0x05, "6500k"), VcpValue(0x06, "7500k"),
        VcpValue(0x07, "8200k"), VcpValue(0x08, "9300k"), VcpValue(0x09, "10000k"),
        VcpValue(0x0A, "11500k"), VcpValue(0x0B, "user1", "user"), VcpValue(0x0C, "user2"),
        VcpValue(0x0D, "user3"),
      ]),
    // Colour temperature increment, in kelvin: what one step of the next feature means.
    VcpFeature(0x0B, "color-temperature-increment", .level),
    // Colour temperature request: steps above 3000 K.
    VcpFeature(0x0C, "color-temperature", .level, aliases: ["colour-temperature"]),
    // Video gain (drive).
    VcpFeature(0x16, "red-gain", .level),
    VcpFeature(0x18, "green-gain", .level),
    VcpFeature(0x1A, "blue-gain", .level),
    // Video black level.
    VcpFeature(0x6C, "red-black-level", .level),
    VcpFeature(0x6E, "green-black-level", .level),
    VcpFeature(0x70, "blue-black-level", .level),
    // Gamma: fields of a tolerance and a value.
    VcpFeature(0x72, "gamma", .fields),
    VcpFeature(0x87, "sharpness", .level),
    // Colour saturation, and hue of the whole picture.
    VcpFeature(0x8A, "saturation", .level),
    VcpFeature(0x90, "hue", .level),
    // Display application: what people call the picture mode.
    VcpFeature(
      0xDC, "picture-mode", aliases: ["display-application", "display-mode"],
      values: [
        VcpValue(0x00, "standard", "default"), VcpValue(0x01, "productivity"),
        VcpValue(0x02, "mixed"), VcpValue(0x03, "movie"), VcpValue(0x04, "user"),
        VcpValue(0x05, "games", "game"), VcpValue(0x06, "sports", "sport"),
        VcpValue(0x07, "professional"), VcpValue(0x08, "standard-medium-power"),
        VcpValue(0x09, "standard-low-power"), VcpValue(0x0A, "demonstration", "demo"),
        VcpValue(0xF0, "dynamic-contrast"),
      ]),
  ]
}

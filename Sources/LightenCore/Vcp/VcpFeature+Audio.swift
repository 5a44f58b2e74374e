extension VcpFeature {
  /// VESA MCCS 2.2a, section 8: audio.
  static let audio: [VcpFeature] = [
    // Audio: speaker volume.
    VcpFeature(0x62, "volume", .level),
    // Audio mute; its high byte blanks the screen.
    VcpFeature(0x8D, "mute", values: [VcpValue(0x01, "on"), VcpValue(0x02, "off")]),
    VcpFeature(0x8F, "treble", .level),
    VcpFeature(0x91, "bass", .level),
    // Audio: balance, left to right.
    VcpFeature(0x93, "balance", .level),
  ]
}

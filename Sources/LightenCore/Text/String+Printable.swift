extension String {
  /// The text without characters that steer a terminal or change how other text reads. Each
  /// becomes a space.
  ///
  /// Monitors, configs and other programs' messages may have any character in them. Whatever people
  /// or their programs see comes through here: names and messages where they enter the service, and
  /// again where `lighten` hears of them, and every line of the log.
  public var printable: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      result.append(scalar.isControl ? " " : scalar)
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether it is none that is shown: C0, DEL and C1 (ISO 6429), the line and paragraph separators,
  /// and those that turn the direction of what follows (Unicode 15, 23.2: U+202A to U+202E, U+2066
  /// to U+2069).
  public var isControl: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

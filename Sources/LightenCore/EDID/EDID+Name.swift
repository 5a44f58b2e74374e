extension EDID {
  /// The maker's name, such as `Dell`, else the three letters of its PNP id.
  public var manufacturerName: String { Self.manufacturerName(for: manufacturer) }

  /// The model without the maker's name in front, such as `U2720Q` for a monitor that calls itself
  /// `DELL U2720Q`; the product code as four hexadecimal digits where it has no name.
  public var model: String {
    guard let modelName else { return productCode }
    let maker = manufacturerName.lowercased() + " "
    guard modelName.lowercased().hasPrefix(maker) else { return modelName }
    let rest = String(modelName.dropFirst(maker.count)).trimmedOfWhitespace
    return rest.isEmpty ? modelName : rest
  }

  /// Maker and model, such as `Dell U2720Q`.
  public var name: String {
    // “HP” alone, say, is already both.
    model.lowercased() == manufacturerName.lowercased() ? model : "\(manufacturerName) \(model)"
  }

  /// The product code as four upper-case hexadecimal digits.
  var productCode: String { Self.hexadecimal(UInt64(product), digits: 4).uppercased() }

  /// A number in lower-case hexadecimal, with leading zeros up to `digits`.
  static func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

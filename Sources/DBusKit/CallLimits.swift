import CGLib

/// How large the arguments of a method call may be.
///
/// They bound what one call can cost the loop, and what an error repeats of its arguments.
public struct CallLimits: Equatable, Sendable {
  /// Bytes of a text, an object path or a signature in UTF-8.
  public let text: Int
  /// Entries of a list of anything but numbers.
  public let entries: Int
  /// Bytes of a list of numbers.
  public let numbers: Int
  /// All values together, those inside others counted too. A list of numbers counts as one.
  public let values: Int

  /// Sets the limits.
  public init(text: Int, entries: Int, numbers: Int, values: Int) {
    self.text = text
    self.entries = entries
    self.numbers = numbers
    self.values = values
  }

  /// The D-Bus types of fixed size, and their sizes in bytes (D-Bus specification, “Marshaling”; a
  /// `b` and an `h` take four).
  private static let sizes: [CChar: Int] = Dictionary(
    uniqueKeysWithValues: zip(
      "ybnqiuhxtd".utf8.map { CChar($0) }, [1, 4, 2, 2, 4, 4, 4, 8, 8, 8]))

  /// What is too large about a call to an object at `path` with the arguments `body`, as the end of
  /// a sentence; nil when nothing is.
  ///
  /// Stops counting at the first limit, so that it takes no time in proportion to the call.
  func excess(path: UnsafePointer<CChar>, body: OpaquePointer?) -> String? {
    if strnlen(path, text + 1) > text { return textExcess }
    var budget = values
    return body.flatMap { excess($0, &budget) }
  }

  private var textExcess: String { "has a text of more than \(text) bytes" }

  private func excess(_ value: OpaquePointer, _ budget: inout Int) -> String? {
    budget -= 1
    if budget < 0 { return "has more than \(values) values" }
    let type = g_variant_get_type_string(value)!
    switch UInt8(bitPattern: type[0]) {
    case UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "g"):
      var length: gsize = 0
      g_variant_get_string(value, &length)
      return length > text ? textExcess : nil
    case UInt8(ascii: "a"):
      let count = Int(g_variant_n_children(value))
      if let size = Self.sizes[type[1]] {
        return count * size > numbers ? "has a list of more than \(numbers) bytes" : nil
      }
      if count > entries { return "has a list of more than \(entries) entries" }
      return excessInside(value, &budget)
    case UInt8(ascii: "v"), UInt8(ascii: "("), UInt8(ascii: "{"):
      return excessInside(value, &budget)
    default: return nil
    }
  }

  private func excessInside(_ value: OpaquePointer, _ budget: inout Int) -> String? {
    for index in 0..<g_variant_n_children(value) {
      guard let child = g_variant_get_child_value(value, index) else { continue }
      defer { g_variant_unref(child) }
      if let excess = excess(child, &budget) { return excess }
    }
    return nil
  }
}

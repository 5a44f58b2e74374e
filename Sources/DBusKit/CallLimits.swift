import CGLib

/// How large the arguments of a method call may be.
///
/// They bound what one call can cost the loop, and what an error repeats of its arguments.
public struct CallLimits: Equatable, Sendable {
  /// Bytes of a text, an object path or a signature in UTF-8.
  public let text: Int
  /// Entries of a list of anything but numbers.
  public let entries: Int
  /// Bytes of all arguments together. Each value counts eight, besides those of its text; a list of
  /// numbers counts its numbers.
  public let total: Int

  /// Sets the limits.
  public init(text: Int, entries: Int, total: Int) {
    self.text = text
    self.entries = entries
    self.total = total
  }

  /// The D-Bus types of fixed size, and their sizes in bytes (D-Bus specification, “Marshaling”).
  private static let sizes: [CChar: Int] = Dictionary(
    uniqueKeysWithValues: zip(
      "ybnqiuhxtd".utf8.map { CChar($0) }, [1, 4, 2, 2, 4, 4, 4, 8, 8, 8]))
  private static let cost = 8

  /// What is too large about a call to an object at `path` with the arguments `body`, as the end of
  /// a sentence; nil when nothing is.
  ///
  /// Stops counting at the first limit, so that it takes no time in proportion to the call.
  func excess(path: UnsafePointer<CChar>, body: OpaquePointer?) -> String? {
    if strnlen(path, text + 1) > text { return textExcess }
    var left = total
    return body.flatMap { excess($0, &left) }
  }

  private var textExcess: String { "has a text of more than \(text) bytes" }

  private func excess(_ value: OpaquePointer, _ left: inout Int) -> String? {
    left -= Self.cost
    let type = g_variant_get_type_string(value)!
    switch UInt8(bitPattern: type[0]) {
    case UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "g"):
      var length: gsize = 0
      g_variant_get_string(value, &length)
      if length > text { return textExcess }
      left -= Int(length)
    case UInt8(ascii: "a"):
      let count = Int(g_variant_n_children(value))
      if let size = Self.sizes[type[1]] {
        left -= count * size
      } else if count > entries {
        return "has a list of more than \(entries) entries"
      } else if let excess = excessInside(value, &left) {
        return excess
      }
    case UInt8(ascii: "v"), UInt8(ascii: "("), UInt8(ascii: "{"):
      if let excess = excessInside(value, &left) { return excess }
    default: break
    }
    return left < 0 ? "has more than \(total) bytes" : nil
  }

  private func excessInside(_ value: OpaquePointer, _ left: inout Int) -> String? {
    for index in 0..<g_variant_n_children(value) {
      guard let child = g_variant_get_child_value(value, index) else { continue }
      defer { g_variant_unref(child) }
      if let excess = excess(child, &left) { return excess }
    }
    return nil
  }
}

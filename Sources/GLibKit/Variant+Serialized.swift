import CGLib

extension Variant {
  /// The value in GVariant's binary form, in the machine's byte order.
  public var serialized: [UInt8] {
    let size = Int(g_variant_get_size(pointer))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      if size > 0 { g_variant_store(pointer, buffer.baseAddress) }
      count = size
    }
  }

  /// Reads a value of type `signature` from its binary form.
  ///
  /// Returns nil when `bytes` are not the normal form of such a value.
  public static func deserialized(_ bytes: [UInt8], as signature: String) -> Variant? {
    // GVariant wants its data aligned to 8; GBytes allocates so.
    guard let data = g_bytes_new(bytes, gsize(bytes.count)) else { return nil }
    defer { g_bytes_unref(data) }
    let variant = withType(signature) { Variant(g_variant_new_from_bytes($0, data, 0)) }
    return variant.lend { g_variant_is_normal_form($0) } != 0 ? variant : nil
  }
}

import CGLib

// Each reader answers nil when the value has another type, so that input from the bus cannot
// make GLib complain.
extension Variant {
  /// The value of a `b`.
  public var boolean: Bool? { has("b") ? g_variant_get_boolean(pointer) != 0 : nil }
  /// The value of a `y`.
  public var byte: UInt8? { has("y") ? g_variant_get_byte(pointer) : nil }
  /// The value of a `q`.
  public var uint16: UInt16? { has("q") ? g_variant_get_uint16(pointer) : nil }
  /// The value of an `i`.
  public var int32: Int32? { has("i") ? g_variant_get_int32(pointer) : nil }
  /// The value of a `u`.
  public var uint32: UInt32? { has("u") ? g_variant_get_uint32(pointer) : nil }
  /// The value of a `t`.
  public var uint64: UInt64? { has("t") ? UInt64(g_variant_get_uint64(pointer)) : nil }
  /// The value of a `d`.
  public var double: Double? { has("d") ? g_variant_get_double(pointer) : nil }

  /// The value of an `s`, `o` or `g`.
  public var string: String? {
    guard has("s") || has("o") || has("g") else { return nil }
    return String(cString: g_variant_get_string(pointer, nil))
  }

  /// The value inside a `v`.
  public var unwrapped: Variant? {
    has("v") ? g_variant_get_variant(pointer).map(Variant.init(owned:)) : nil
  }

  /// The value of an `ay`.
  public var bytes: [UInt8]? {
    guard has("ay") else { return nil }
    var count: gsize = 0
    guard let data = g_variant_get_fixed_array(pointer, &count, 1) else { return [] }
    let buffer = UnsafeRawBufferPointer(start: data, count: Int(count))
    return Array(buffer)
  }

  /// The members of a tuple, array or dictionary entry; empty for other types.
  public var members: [Variant] {
    guard g_variant_is_container(pointer) != 0 else { return [] }
    return (0..<g_variant_n_children(pointer)).compactMap { index in
      g_variant_get_child_value(pointer, index).map(Variant.init(owned:))
    }
  }

  /// The member at `index` of a tuple or array, nil when there is none.
  public subscript(index: Int) -> Variant? {
    guard g_variant_is_container(pointer) != 0, index >= 0,
      index < Int(g_variant_n_children(pointer))
    else { return nil }
    return g_variant_get_child_value(pointer, gsize(index)).map(Variant.init(owned:))
  }

  /// The strings of an `as` or `ao`.
  public var strings: [String] { members.compactMap(\.string) }

  /// The entries of an `a{sv}`, `a{oa{sa{sv}}}` or any dictionary with textual keys; values that
  /// are variants are unwrapped.
  public var dictionary: [String: Variant] {
    var result: [String: Variant] = [:]
    for entry in members {
      guard let key = entry[0]?.string, let value = entry[1] else { continue }
      result[key] = value.unwrapped ?? value
    }
    return result
  }
}

import CGLib

extension Variant {
  /// A `b`.
  public static func boolean(_ value: Bool) -> Variant {
    Variant(g_variant_new_boolean(value ? 1 : 0))
  }
  /// A `y`.
  public static func byte(_ value: UInt8) -> Variant { Variant(g_variant_new_byte(value)) }
  /// A `q`.
  public static func uint16(_ value: UInt16) -> Variant { Variant(g_variant_new_uint16(value)) }
  /// An `i`.
  public static func int32(_ value: Int32) -> Variant { Variant(g_variant_new_int32(value)) }
  /// A `u`.
  public static func uint32(_ value: UInt32) -> Variant { Variant(g_variant_new_uint32(value)) }
  /// A `t`.
  public static func uint64(_ value: UInt64) -> Variant {
    Variant(g_variant_new_uint64(guint64(value)))
  }
  /// A `d`.
  public static func double(_ value: Double) -> Variant { Variant(g_variant_new_double(value)) }
  /// An `s`.
  public static func string(_ value: String) -> Variant { Variant(g_variant_new_string(value)) }
  /// An `o`; `path` must be a valid object path.
  public static func objectPath(_ path: String) -> Variant {
    Variant(g_variant_new_object_path(path))
  }
  /// A `v` around `value`.
  public static func variant(_ value: Variant) -> Variant {
    Variant(g_variant_new_variant(value.pointer))
  }

  /// An `ay`.
  public static func bytes(_ value: [UInt8]) -> Variant {
    withType("y") { Variant(g_variant_new_fixed_array($0, value, gsize(value.count), 1)) }
  }

  /// A tuple of `members`.
  public static func tuple(_ members: [Variant]) -> Variant {
    Variant(g_variant_new_tuple(members.map { Optional($0.pointer) }, gsize(members.count)))
  }

  /// An array whose elements have the D-Bus signature `element`.
  public static func array(of element: String, _ members: [Variant]) -> Variant {
    withType(element) { type in
      Variant(
        g_variant_new_array(type, members.map { Optional($0.pointer) }, gsize(members.count)))
    }
  }

  /// An `as`.
  public static func strings(_ members: [String]) -> Variant {
    array(of: "s", members.map(Variant.string))
  }

  /// An `ao`.
  public static func objectPaths(_ members: [String]) -> Variant {
    array(of: "o", members.map(Variant.objectPath))
  }

  /// One entry of a dictionary.
  public static func entry(_ key: Variant, _ value: Variant) -> Variant {
    Variant(g_variant_new_dict_entry(key.pointer, value.pointer))
  }

  /// An `a{sv}`, ordered by key so that equal dictionaries look equal.
  public static func dictionary(_ members: [String: Variant]) -> Variant {
    array(
      of: "{sv}",
      members.sorted { $0.key < $1.key }.map { entry(.string($0.key), .variant($0.value)) })
  }
}

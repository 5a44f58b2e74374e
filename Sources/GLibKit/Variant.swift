import CGLib

/// A value of D-Bus or of GLib: a `GVariant` with shared ownership.
///
/// Unchecked: a `GVariant` is immutable, and its reference count is atomic.
public final class Variant: @unchecked Sendable {
  package let pointer: OpaquePointer

  /// Takes part in the ownership of `pointer`, sinking a floating reference.
  package init(_ pointer: OpaquePointer) {
    self.pointer = g_variant_ref_sink(pointer)
  }

  /// Takes over a reference that the caller owns.
  package init(owned pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { g_variant_unref(pointer) }

  /// Lends the pointer to a C function. A bare `.pointer` of a temporary value could dangle: Swift
  /// may release the value before the call.
  package func lend<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    withExtendedLifetime(self) { body(pointer) }
  }

  /// The type as a D-Bus signature, such as `(us)`.
  public var signature: String { String(cString: g_variant_get_type_string(pointer)) }

  /// Whether the value has exactly this D-Bus signature.
  public func has(_ signature: String) -> Bool {
    Self.withType(signature) { g_variant_is_of_type(pointer, $0) != 0 }
  }

  /// Lends a signature to a C function as the type that it names.
  static func withType<Result>(
    _ signature: String, _ body: (OpaquePointer) -> Result
  ) -> Result {
    signature.withCString { body(lighten_variant_type($0)) }
  }

  /// GLib's text form, for logs and messages.
  public var text: String {
    let text = g_variant_print(pointer, 0)!
    defer { g_free(text) }
    return String(cString: text)
  }
}

extension Variant: Equatable {
  /// Whether both have the same type and value.
  public static func == (left: Variant, right: Variant) -> Bool {
    g_variant_equal(UnsafeRawPointer(left.pointer), UnsafeRawPointer(right.pointer)) != 0
  }
}

import CGLib

/// A reference on its way from a GLib callback to the code that waits for it.
///
/// Unchecked: both ends are on the loop's thread or in GDBus's filter, and only one of them uses it
/// at a time.
struct Reference: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Takes a reference over.
  init(pointer: OpaquePointer) { self.pointer = pointer }

  /// Makes another reference to a GObject.
  init(retaining pointer: OpaquePointer) {
    self.pointer = OpaquePointer(lighten_object_ref(UnsafeMutableRawPointer(pointer)))
  }
}

/// A reference on its way from a GLib callback to the code that waits for it.
///
/// Unchecked: both ends are on the loop's thread, and only one of them uses it at a time.
struct Reference: @unchecked Sendable {
  let pointer: OpaquePointer
}

import LightenCore

/// A brightness that somebody wants a display to have.
struct BrightnessTarget: Equatable, Sendable {
  /// How bright.
  let level: BrightnessLevel
  /// Why.
  let origin: BrightnessOrigin
  /// The unique bus name of the client that wants it, empty when none does.
  let sender: String
}

import LightenCore

/// A brightness that somebody wants a display to have.
struct BrightnessTarget: Equatable, Sendable {
  /// How bright.
  var level: BrightnessLevel
  /// Why.
  let origin: BrightnessOrigin
  /// The unique bus name of the client that wants it, empty when none does.
  let sender: String
  /// Whether it is put back after the display was away: written although the display is believed to
  /// have it, and compared anew later.
  var mustWrite = false
  /// Whether it was asked for some time ago, while the display could not take it.
  var isLate = false
  /// Whether the display was just written to and may have lost it: this is written even where it is
  /// the same, and read back too.
  var isDoubtful = false
}

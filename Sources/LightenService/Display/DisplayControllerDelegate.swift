import GLibKit
import LightenCore

/// Hears what happens to a display.
@LoopActor
protocol DisplayControllerDelegate: AnyObject {
  /// The display was looked at for the first time; its properties are final.
  func displaySettled(_ display: DisplayController)
  /// `state` or `reason` is another one.
  func displayChangedState(_ display: DisplayController)
  /// Brightness control or VCP features came or went, or the hardware's scale changed.
  func displayChangedAbilities(_ display: DisplayController)
  /// `level` is another one.
  func displayChangedBrightness(
    _ display: DisplayController, origin: BrightnessOrigin, sender: String)
  /// A target is done: the display has that level, whether it was written or there already.
  func displayReached(_ display: DisplayController, _ target: BrightnessTarget)
  /// The percentage that a display that was away shall have now, nil for the one that it had.
  func percentToRestore(_ display: DisplayController) -> Int?
  /// A display that was away is as it should be, or will not be.
  func displayRestored(_ display: DisplayController)
  /// A VCP feature has another value than the one last known.
  func displayChangedFeature(_ display: DisplayController, _ code: UInt8, _ value: UInt16)
  /// `writes` was counted up.
  func displayWrote(_ display: DisplayController)
}

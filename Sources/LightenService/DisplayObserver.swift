import GLibKit
import LightenCore

/// Hears what happens to the displays, as clients on the bus do.
@LoopActor
protocol DisplayObserver: AnyObject {
  /// A display is on the bus; `isNew` when its monitor was plugged in after the start.
  func displayAdded(_ display: DisplayController, isNew: Bool)
  /// A display was unplugged, and is not on the bus any more.
  func displayRemoved(_ display: DisplayController)
  /// A display has another brightness.
  func displayChanged(_ display: DisplayController, origin: BrightnessOrigin, sender: String)
  /// The computer woke up; the displays are being looked at.
  func computerWoke()
  /// The config is another one, and counts already.
  func configurationChanged()
}

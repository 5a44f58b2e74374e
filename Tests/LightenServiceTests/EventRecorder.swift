import GLibKit
import LightenCore

@testable import LightenService

/// Writes down what a controller tells its delegate.
@LoopActor
final class EventRecorder: DisplayControllerDelegate {
  enum Event: Equatable {
    case settled(DisplayState)
    case state(DisplayState)
    case abilities
    case brightness(Int, BrightnessOrigin, String)
    case feature(UInt8, UInt16)
  }

  private(set) var all: [Event] = []
  /// How often `writes` was counted up.
  private(set) var writes = 0
  /// The targets that were done, written or there already.
  private(set) var reached: [BrightnessTarget] = []
  /// How often a display was as it should be again, or was given up.
  private(set) var restored = 0
  /// What a display shall have that comes back; nil for what it had.
  var percentToRestore: Int?

  nonisolated init() {}

  func forget() {
    all = []
    reached = []
  }

  /// The changes of brightness only.
  var brightness: [Event] {
    all.filter { if case .brightness = $0 { true } else { false } }
  }

  func displaySettled(_ display: DisplayController) { all.append(.settled(display.state)) }
  func displayChangedState(_ display: DisplayController) { all.append(.state(display.state)) }
  func displayChangedAbilities(_ display: DisplayController) { all.append(.abilities) }
  func displayChangedBrightness(
    _ display: DisplayController, origin: BrightnessOrigin, sender: String
  ) {
    all.append(.brightness(display.level?.percent ?? -1, origin, sender))
  }
  func displayChangedFeature(_ display: DisplayController, _ code: UInt8, _ value: UInt16) {
    all.append(.feature(code, value))
  }
  func displayReached(_ display: DisplayController, _ target: BrightnessTarget) {
    reached.append(target)
  }
  func percentToRestore(_ display: DisplayController) -> Int? { percentToRestore }
  func displayRestored(_ display: DisplayController) { restored += 1 }
  func displayWrote(_ display: DisplayController) { writes += 1 }
}

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

  nonisolated init() {}

  func forget() { all = [] }

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
  func displayWrote(_ display: DisplayController) { writes += 1 }
}

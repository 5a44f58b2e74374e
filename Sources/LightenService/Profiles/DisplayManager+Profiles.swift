import GLibKit
import LightenCore

extension DisplayManager {
  /// Gives a display what a profile says, once; returns a sentence for each thing that it did not
  /// take. The limits count by themselves.
  func give(_ settings: ProfileSettings, to display: DisplayController) async -> [String] {
    var problems: [String] = []
    if let isOn = settings.auto { _ = setAuto(display, isOn ? .on : .off) }
    // First the brightness: a monitor may not answer while it shows another input.
    if let brightness = settings.brightness {
      do throws(DisplayError) {
        try await give(brightness, to: display)
      } catch {
        problems.append("\(display.number) (\(display.name)): \(error.message)")
      }
    }
    if let input = settings.input {
      do throws(DisplayError) {
        try await display.switchInput(to: input)
      } catch {
        problems.append("\(display.number) (\(display.name)), input: \(error.message)")
      }
    }
    return problems
  }

  private func give(_ percent: Int, to display: DisplayController) async throws(DisplayError) {
    // The config's level, not the user's for this light: nothing is learned from it, and it takes
    // the place of the one from before the monitor was unplugged.
    display.restore = nil
    automatic.leave(display)
    _ = try await display.set(percent: percent, origin: .restore)
  }
}

extension DisplayController {
  /// Input source (MCCS 2.2a, 8.6).
  private static let inputFeature: UInt8 = 0x60

  /// Switches to an input, unless it is on already: a monitor goes dark for a moment otherwise.
  func switchInput(to input: UInt16) async throws(DisplayError) {
    guard device.features != nil else {
      throw DisplayError(.unsupported, "It has no inputs that can be chosen.")
    }
    // One that does not tell its input may still take another; makers use the high byte as they like.
    let present = try? await readFeature(Self.inputFeature)
    if let present, present.current & 0xFF == input { return }
    try await writeFeature(Self.inputFeature, input, sender: "")
  }
}

extension AutomaticBrightness {
  /// A display gets a brightness that is not for the present light: it stays until that changes.
  func leave(_ display: DisplayController) {
    guard let entry = followed[display.number] else { return }
    entry.isBack = false
    guard let light = meter.presentLevel else { return }
    entry.follower.decided(for: light, at: clock.now, wrote: true)
  }
}

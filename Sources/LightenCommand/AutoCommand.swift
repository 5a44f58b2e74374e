import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten auto`: automatic brightness.
struct AutoCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auto", abstract: "Switch automatic brightness, and show what it is now.",
    discussion: """
      Shows “on” or “off”; for several displays chosen with -d a line each, with N in front. A \
      toggle switches it on for all unless it is on for all.
      """)

  /// What is done with it.
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case on
    case off
    case toggle
  }

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  @Argument(help: "on, off or toggle.")
  var mode: Mode

  func run() throws {
    try Session.run { [options, mode] client in
      let displays = try await options.displays(client)
      if options.selectors.isEmpty {
        let isOn = try await client.setAuto(BusNames.root, mode.rawValue)
        StandardOutput.write("\(Self.word(isOn))\n")
        return
      }
      let word = Self.word(for: mode, displays)
      let (answers, status) = await DisplayOptions.gather(displays) { display throws(BusError) in
        try await client.setAuto(display.path, word)
      }
      for (display, isOn) in answers {
        StandardOutput.write(
          displays.count == 1
            ? "\(Self.word(isOn))\n" : "\(display.number) \(Self.word(isOn))\n")
      }
      if status != .done { throw status }
    }
  }

  /// What to say to each of several displays, so that a toggle leaves them alike, as the service's
  /// does.
  private static func word(for mode: Mode, _ displays: [DisplaySnapshot]) -> String {
    guard mode == .toggle, displays.count > 1 else { return mode.rawValue }
    return word(!displays.allSatisfy(\.isAuto))
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
}

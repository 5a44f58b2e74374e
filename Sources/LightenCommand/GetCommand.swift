import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten get`: the brightness.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show the brightness in percent.",
    discussion: "For one display only the number; for several a line each: N and the percentage.")

  @OptionGroup var options: DisplayOptions

  func run() throws {
    try Session.run { [options] client in
      let displays = try await options.displays(client)
      var statuses: [ExitStatus] = []
      for display in displays {
        guard let brightness = display.brightness else {
          let error = BusError(DisplayError(.unsupported, display.reason))
          statuses.append(Session.report(error, display: display))
          continue
        }
        StandardOutput.write(
          displays.count == 1 ? "\(brightness)\n" : "\(display.number) \(brightness)\n")
      }
      let worst = ExitStatus.worst(statuses)
      if worst != .done { throw worst }
    }
  }
}

import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten get`: the brightness.
struct GetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show the brightness in percent.",
    discussion: "For one display only the number; for several a line each: N and the percentage.")

  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run { [options] client in
      let displays = try await options.displays(client)
      var statuses: [ExitStatus] = []
      for display in displays {
        do throws(BusError) {
          let brightness = try await client.brightness(of: display)
          StandardOutput.write(
            displays.count == 1 ? "\(brightness)\n" : "\(display.number) \(brightness)\n")
        } catch {
          statuses.append(Session.report(error, display: display))
        }
      }
      let worst = ExitStatus.worst(statuses)
      if worst != .done { throw worst }
    }
  }
}

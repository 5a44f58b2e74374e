import ArgumentParser
import DBusKit
import GLibKit
import Glibc
import LightenInterface

/// `lighten watch`: a line for each change.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show each change, until interrupted.",
    discussion: """
      With --format json a line is an object with the members event (brightness, state, added, \
      removed, started or stopped, the last two of the service) and, of a display, number and \
      name; with brightness: brightness, origin and sender; with state: state and reason.
      """)

  /// How a line looks.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "How a line looks.") var format: Format = .text

  func run() throws {
    try Session.run { [format] client in
      let watcher = Watcher(client) { event in
        let line = format == .json ? event.json.text : event.text
        return StandardOutput.write(line + "\n")
      }
      try await watcher.run()
    }
  }
}

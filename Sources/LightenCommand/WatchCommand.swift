import ArgumentParser
import DBusKit
import GLibKit
import LightenInterface

/// `lighten watch`: a line for each change.
struct WatchCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show each change, until interrupted.",
    discussion: """
      With --format json a line is an object for each event, whose members lighten(1) describes.

      With --format waybar or polybar a line is what a panel shows now: the first comes at once, \
      another whenever something in it has changed, at most ten a second. They also wait for a \
      service that does not run. The line shows the first display that is ready, of those chosen \
      with -d in that order, by default of all that can be controlled.

      waybar is JSON for a custom module: text; alt (ready, auto, probing, asleep, unresponsive, \
      unsupported, none without such a display, stopped without the service); tooltip, a line about \
      every display; class, an array of the state and, with automatic brightness, auto; percentage, \
      null where there is none. polybar is the text alone, for other panels too.
      """)

  /// How a line looks.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case waybar
    case polybar

    /// The format of a panel, nil for one that shows events.
    var panel: PanelFormat? {
      switch self {
      case .text, .json: nil
      case .waybar: .waybar
      case .polybar: .polybar
      }
    }
  }

  @Option(help: "How a line looks.") var format: Format = .text
  @OptionGroup var options: DisplayOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let selection = DisplaySelection(selectors: options.selectors)
    try Session.run { [format] client in
      if let panel = format.panel {
        let watcher = PanelWatcher(client, selection, panel)
        await watcher.run()
        // Its callbacks hold it weakly.
        withExtendedLifetime(watcher) {}
        return
      }
      let watcher = Watcher(client, selection) { event in
        let line = format == .json ? event.json.text : event.text
        return StandardOutput.write(line + "\n")
      }
      try await watcher.run()
    }
  }
}

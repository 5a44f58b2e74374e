import ArgumentParser
import DBusKit
import GLibKit
import LightenCore
import LightenInterface

/// `lighten on`: runs a command for each event.
struct OnCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on", abstract: "Run a command for each event, until interrupted.",
    usage: "lighten on <event> [--display <display> ...] [--quiet] -- <command> [<argument> ...]",
    discussion: """
      EVENT is added (a monitor was plugged in), removed (unplugged), changed (it has another \
      brightness) or wake (the computer woke up; with -d, that display answers again afterwards). \
      Monitors that are there already, also before a restart of the service, are not added.

      The command gets these variables, empty where there is nothing to say: LIGHTEN_EVENT; of the \
      display LIGHTEN_DISPLAY (its number), LIGHTEN_NAME, LIGHTEN_ALIAS, LIGHTEN_CONNECTOR, \
      LIGHTEN_ID, LIGHTEN_SERIAL, LIGHTEN_KIND, LIGHTEN_STATE and LIGHTEN_BRIGHTNESS (percent); \
      with changed LIGHTEN_ORIGIN (client, auto, restore, fade or external) and LIGHTEN_SENDER (the \
      client's name on the bus).

      One command runs at a time, in the order of the events. Of the changes that a display goes \
      through while another command runs, only the newest is kept. A command that fails is named \
      on standard error, and the next event runs it again. With --quiet the commands' standard \
      output is dropped.
      """)

  /// What a command is run for.
  enum Event: String, ExpressibleByArgument, CaseIterable {
    case added
    case removed
    case changed
    case wake

    /// The event as the service's hooks know it too.
    var kind: AutomationEvent.Kind {
      switch self {
      case .added: .added
      case .removed: .removed
      case .changed: .changed
      case .wake: .wake
      }
    }
  }

  @Argument(help: "What to wait for.") var event: Event
  @OptionGroup var options: DisplayOptions
  @OptionGroup var output: OutputOptions
  @Argument(
    parsing: .remaining,
    help: "The command and its arguments; put “--” before it where they have options.")
  var command: [String] = []

  func validate() throws {
    guard command.isEmpty else { return }
    throw ValidationError(
      "there is no command: write it after “--”, such as “lighten on \(event.rawValue) -- "
        + "notify-send lighten”.")
  }

  func run() throws {
    try Session.run { [event, options, command] client in
      guard Programs.path(of: command[0]) != nil else {
        throw Session.report(missing(command[0]))
      }
      let runner = CommandRunner(command)
      let follower = EventFollower(
        client, DisplaySelection(selectors: options.selectors), event.kind
      ) { runner.add($0) }
      defer { runner.stop() }
      try await follower.run()
    }
  }

  private func missing(_ program: String) -> BusError {
    let isPath = program.contains("/")
    let sentence =
      if isPath, Files.exists(program) {
        "“\(program)” is not a program that you may execute; “chmod +x” may help."
      } else if isPath {
        "there is no program “\(program)”."
      } else {
        "there is no command “\(program)” in PATH; give its path, or correct its name."
      }
    return BusError(name: BusError.failed, message: sentence)
  }
}

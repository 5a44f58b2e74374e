import ArgumentParser
import GLibKit
import LightenInterface
import LightenService

/// The daemon's command line.
struct Lightend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lightend",
    abstract: "Controls the brightness of monitors for programs on the session bus.",
    discussion: """
      Monitors appear on the bus as com.github.jcrd.lighten, under \
      /com/github/jcrd/lighten/displays. Use "lighten" to control them.

      Exit status: 0 ended as told, 1 failed, 4 no session bus or another instance is running.
      """,
    version: LightenVersion.current)

  @Option(
    defaultAsFlag: "2",
    help: ArgumentHelp(
      "Show simulated monitors instead of real ones; 2 unless COUNT says how many.",
      valueName: "count"))
  var simulate: String?

  @Flag(help: "Take over from an instance that is running.")
  var replace = false

  @Flag(help: "Log details, for finding faults.")
  var verbose = false

  /// More could not be told apart on any screen; it keeps a slip of the finger from hurting.
  private static let mostSimulated = 64

  func validate() throws {
    if let simulate, simulatedCount == nil {
      throw ValidationError(
        "“\(simulate)” is not a number of simulated monitors: it must be 0 to "
          + "\(Self.mostSimulated).")
    }
  }

  /// Parses the arguments and runs the service; returns the exit status.
  static func launch() -> Int32 {
    let options: Lightend
    do {
      options = try parse()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        StandardOutput.write(text + "\n")
        return 0
      }
      StandardError.write(text + "\n")
      return 2
    }
    Log.isVerbose = options.verbose
    Log.takeOver(program: "lightend")
    let service = ServiceOptions(
      simulated: options.simulatedCount, replace: options.replace, worker: WorkerLocation.path)
    return MainLoop.run { await Service.run(service) }.rawValue
  }

  private var simulatedCount: Int? {
    simulate.flatMap { Int($0) }.flatMap { (0...Self.mostSimulated).contains($0) ? $0 : nil }
  }
}

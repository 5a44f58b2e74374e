import ArgumentParser
import GLibKit
import LightenCore
import LightenInterface

/// The command line of lighten.
public struct LightenCommand: ParsableCommand {
  /// The name, the help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: "lighten",
    abstract: "Controls the brightness of monitors.",
    discussion: """
      Displays are chosen with -d by number, alias, connector, id, serial number or model; \
      without -d a command means every display whose brightness can be controlled.

      Exit status: 0 done, 1 failed, 2 wrong usage, 3 no such display or ambiguous, \
      4 service unavailable, 5 not permitted.
      """,
    version: LightenVersion.current,
    subcommands: [
      ListCommand.self, GetCommand.self, SetCommand.self, FadeCommand.self, RestoreCommand.self,
      NormalizeCommand.self, AutoCommand.self, SensorCommand.self, StatusCommand.self,
      CurveCommand.self, WatchCommand.self, OnCommand.self, VcpCommand.self, ProfileCommand.self,
      RefreshCommand.self, DoctorCommand.self,
      SimulatorCommand.self,
    ])

  /// In less than 27 columns the argument parser would crash; in less than this nobody could read.
  private static let leastHelpWidth = 40

  /// Makes the command.
  public init() {}

  /// Parses the program's arguments and does what they say; returns the exit status.
  public nonisolated static func launch() -> Int32 {
    Log.takeOver(program: "lighten") { $0.printable }
    do {
      var command = try parseAsRoot()
      if let quietable = command as? any QuietableCommand, quietable.output.quiet {
        StandardOutput.discard()
      }
      try command.run()
      return 0
    } catch let status as ExitStatus {
      return status.rawValue
    } catch {
      return report(error)
    }
  }

  private nonisolated static func report(_ error: any Error) -> Int32 {
    // The argument parser looks there by itself, wherever it is asked about an error.
    Environment["COLUMNS"] = "\(max(Terminal.columns, leastHelpWidth))"
    let text = fullMessage(for: error)
    if exitCode(for: error).isSuccess {
      StandardOutput.write(text + "\n")
      return 0
    }
    let heading = "Error:"
    let rest = text.hasPrefix(heading) ? text.dropFirst(heading.count) : text[...]
    let start = rest.count < text.count ? Terminal.errorStyle.text(heading, .error) : ""
    StandardError.write(start + rest + "\n")
    return ExitStatus.usage.rawValue
  }
}

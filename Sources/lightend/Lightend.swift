import GLibKit
import LightenCore
import LightenInterface
import LightenService
import ProcessKit

/// The daemon's command line.
enum Lightend {
  /// Wrong arguments; `Service.ExitStatus` has the others.
  private static let usageStatus: Int32 = 2
  /// More could not be told apart on any screen; it keeps a slip of the finger from hurting.
  private static let mostSimulated = 64
  /// A thousandth of a second instead of a second is as fast as timers go. Longer than a hundred
  /// times its deadlines nobody waits.
  private static let timeScales = 0.01...1000

  private static let options: [OptionParser.Option] = [
    .init(
      "simulate", "Show simulated monitors instead of real ones; 2 unless COUNT says how many",
      valueName: "COUNT"),
    .init("replace", "Take over from an instance that is running"),
    .init(
      "time-scale",
      "Let readings of the light sensor, learning and waiting for monitors go FACTOR times faster, "
        + "for tests and demonstrations; below 1 every deadline is longer, for a slow computer",
      valueName: "FACTOR"),
    .init("hurry", "The same as --time-scale", valueName: "FACTOR"),
    .init("verbose", "Log details, for finding faults"),
    .init("version", "Show the version"),
    .init("help", letter: "h", "Show this help"),
  ]

  /// Parses the arguments and runs the service; returns the exit status.
  static func launch(_ arguments: [String]) -> Int32 {
    CrashSignals.endAtOnce()
    Log.takeOver(program: "lightend") { $0.printable }
    let parser = OptionParser(
      options: options,
      summary: "Controls the brightness of monitors for programs on the session bus.",
      details: """
        Monitors appear on the bus as com.github.jcrd.lighten, under
        /com/github/jcrd/lighten/displays. Use “lighten” to control them.

        Exit status: 0 ended as told, 1 failed, 2 wrong usage, 4 no session bus or another
        instance is running.
        """)
    let found: [String: String]
    do throws(GLibError) {
      found = try parser.parse(arguments)
    } catch {
      return refuse(error.message)
    }
    if found["help"] != nil {
      StandardOutput.write(parser.help)
      return 0
    }
    if found["version"] != nil {
      StandardOutput.write(LightenVersion.current + "\n")
      return 0
    }
    return run(found)
  }

  private static func run(_ found: [String: String]) -> Int32 {
    var simulated: Int?
    if let text = found["simulate"] {
      simulated = text.isEmpty ? 2 : Int(text)
      guard let simulated, (0...mostSimulated).contains(simulated) else {
        return refuse(
          "“\(text)” is not a number of simulated monitors: it must be 0 to \(mostSimulated)")
      }
    }
    let factor = found["time-scale"] ?? found["hurry"] ?? "1"
    guard let timeScale = Double(factor), timeScales.contains(timeScale) else {
      return refuse(
        "“\(factor)” is not a factor: it must be \(timeScales.lowerBound) to "
          + "\(Int(timeScales.upperBound))")
    }
    Log.isVerbose = found["verbose"] != nil
    do throws(GLibError) {
      try Background.start()
    } catch {
      Log.error(
        "no thread can be started: \(error.message); raise TasksMax of the unit, or “ulimit -u”")
      return Service.ExitStatus.failed.rawValue
    }
    let service = ServiceOptions(
      simulated: simulated, replace: found["replace"] != nil,
      worker: ProgramLocation.worker(of: ProgramLocation.ownProgram),
      timeScale: timeScale)
    return MainLoop.run { await Service.run(service) }.rawValue
  }

  private static func refuse(_ message: String) -> Int32 {
    StandardError.write("lightend: \(message); see “lightend --help”.\n")
    return usageStatus
  }
}

import GLibKit
import LightenInterface

/// The worker program, and the libddcutil that it runs with.
@LoopActor
enum WorkerReading {
  /// It only says its version; libddcutil reads its config when it is loaded.
  private static let deadline: Duration = .seconds(5)
  private static let prefix = "libddcutil "

  /// Tries the worker of the lightend at `program`, or else of the one beside this program.
  static func worker(of program: String) async -> WorkerFacts {
    var facts = WorkerFacts()
    let program = program.isEmpty ? ProgramLocation.ownProgram : program
    facts.path = ProgramLocation.worker(of: program)
    // Debian's package has this file, and no other installation.
    facts.isPackaged = Files.exists("/usr/share/doc/lighten/copyright")
    facts.trial = Files.exists(facts.path) ? await trial(of: facts.path) : .missing
    return facts
  }

  private static func trial(of path: String) async -> WorkerFacts.Trial {
    let run: ProgramRun
    do throws(GLibError) {
      run = try await ProgramRun.of([path, "--version"], within: deadline)
    } catch {
      return .broken(error.message)
    }
    // Libddcutil may print lines of its own before.
    let lines = run.output.split(separator: "\n")
    if run.status == 0, let line = lines.last(where: { $0.hasPrefix(prefix) }) {
      return .runs(library: String(line.dropFirst(prefix.count)))
    }
    return .broken(reason(run))
  }

  private static func reason(_ run: ProgramRun) -> String {
    if let line = run.errors.split(separator: "\n").first { return String(line) }
    return run.status.map { "it ends with status \($0)" } ?? "it crashes or does not end"
  }
}

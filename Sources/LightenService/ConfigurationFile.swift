import GLibKit
import LightenCore

/// The config file: read at start and whenever it changes. A broken one is reported, and what
/// was read before goes on to count.
@LoopActor
final class ConfigurationFile {
  /// A disk that takes longer must not keep the service from its monitors: the defaults count until
  /// the config is read.
  private static let startTime: Duration = .seconds(2)

  /// The path.
  let path: String
  private let onChange: @LoopActor (Configuration) -> Void
  private var current = Configuration()
  private var reported: String?
  private var monitor: FileMonitor?
  private var reading: LoopTask<Void>?
  private var mustReadAgain = false

  /// A config at `path`, a missing file meaning the defaults; `onChange` gets what is not the same
  /// as before. Nothing is read yet.
  init(path: String, onChange: @escaping @LoopActor (Configuration) -> Void) {
    self.path = path
    self.onChange = onChange
  }

  /// Reads the file for the first time, and watches it from then on.
  func start(clock: any LoopClock) async {
    read()
    if await reading?.value(within: Self.startTime, on: clock) == nil, reading != nil {
      Log.warning("\(path) cannot be read yet; the defaults count until then")
    }
    LoopTask { [self] in await watch() }
  }

  /// Reads the file again.
  func read() {
    if reading != nil {
      mustReadAgain = true
      return
    }
    reading = LoopTask { [self, path] in
      // A home folder may be on a network.
      let result = await Background.run("config") { Self.load(path) }
      reading = nil
      adopt(result)
      if mustReadAgain {
        mustReadAgain = false
        read()
      }
    }
  }

  private func watch() async {
    let monitor = FileMonitor(path: path) { [weak self] in self?.read() }
    self.monitor = monitor
    do throws(GLibError) {
      try await monitor.start()
      // What changed before that.
      read()
    } catch {
      Log.warning(
        "\(path) cannot be watched (\(error.message)); send SIGHUP to lightend after a change")
    }
  }

  private struct Problem: Error {
    let lines: [String]
  }

  private nonisolated static func load(_ path: String) -> Result<Configuration, Problem> {
    do {
      return .success(try Configuration.parse(text: try Files.text(at: path), file: path))
    } catch let error as ConfigurationErrors {
      return .failure(Problem(lines: error.problems.map { "\($0)" }))
    } catch let error as GLibError where error.isNotFound {
      return .success(Configuration())
    } catch {
      return .failure(Problem(lines: ["cannot read the config \(error)"]))
    }
  }

  private func adopt(_ result: Result<Configuration, Problem>) {
    switch result {
    case .success(let configuration):
      if reported != nil { Log.notice("\(path) is in order again") }
      reported = nil
      if configuration != current {
        current = configuration
        onChange(configuration)
      }
    case .failure(let problem):
      // An editor that saves in several steps must not make several reports of it.
      let text = problem.lines.joined(separator: "\n")
      guard reported != text else { return }
      reported = text
      for line in problem.lines { Log.error(line, ["CONFIG": path]) }
      Log.error("the config that was read before stays in force")
    }
  }
}

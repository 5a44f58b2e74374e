import GLibKit
import LightenCore

/// The config file: read at start and whenever it changes. A broken one is reported, and what
/// was read before goes on to count.
@LoopActor
final class ConfigurationFile {
  /// The path.
  let path: String
  private let onChange: @LoopActor (Configuration) -> Void
  private var current = Configuration()
  private var reported: String?
  private var monitor: FileMonitor?
  private var isReading = false
  private var mustReadAgain = false

  /// Reads the config at `path`, a missing file meaning the defaults.
  init(path: String, onChange: @escaping @LoopActor (Configuration) -> Void) {
    self.path = path
    self.onChange = onChange
    adopt(Self.load(path))
    do throws(GLibError) {
      // GLib watches a folder that is not there by looking for it every four seconds.
      try Files.makeFolder(Files.folder(of: path))
      monitor = try FileMonitor(path: path) { [weak self] in self?.read() }
    } catch {
      Log.warning(
        "\(path) cannot be watched (\(error.message)); send SIGHUP to lightend after a change")
    }
  }

  /// Reads the file again.
  func read() {
    if isReading {
      mustReadAgain = true
      return
    }
    isReading = true
    LoopTask { [self, path] in
      // A home folder may be on a network.
      let result = await Background.run("config") { Self.load(path) }
      isReading = false
      adopt(result)
      if mustReadAgain {
        mustReadAgain = false
        read()
      }
    }
  }

  private struct Problem: Error {
    let lines: [String]
  }

  private nonisolated static func load(_ path: String) -> Result<Configuration, Problem> {
    guard Files.exists(path) else { return .success(Configuration()) }
    do {
      return .success(try Configuration.parse(text: try Files.text(at: path), file: path))
    } catch let error as ConfigurationErrors {
      return .failure(Problem(lines: error.problems.map { "\($0)" }))
    } catch {
      return .failure(Problem(lines: ["cannot read \(path): \(error)"]))
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

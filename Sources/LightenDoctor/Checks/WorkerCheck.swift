/// Whether the worker program, which speaks to DDC/CI monitors, can run.
enum WorkerCheck: Check {
  private static let name = "worker"

  static func findings(in facts: Facts) -> [Finding] {
    let worker = facts.worker
    let commands = [Remedy.reinstall(isPackaged: worker.isPackaged)]
    switch worker.trial {
    case .missing:
      return [
        Finding(
          name, .problem,
          "\(worker.path) is missing, without which lightend cannot speak to external monitors.",
          commands: commands)
      ]
    case .broken(let reason):
      return [
        Finding(name, .problem, "\(worker.path) cannot run: \(reason).", commands: commands)
      ]
    case .runs: return []
    }
  }
}

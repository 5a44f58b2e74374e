import LightenCore

/// What came of many histories.
public struct HistoryRun: Sendable {
  /// How many were played.
  public private(set) var histories = 0
  /// The time that passed in them.
  public private(set) var simulated = Duration.zero
  /// The events that the machines handled.
  public private(set) var events = 0
  /// The seeds that broke a promise, with the first finding of each.
  public private(set) var findings: [(seed: UInt64, finding: String)] = []
  /// What was visited.
  public private(set) var coverage = Coverage()

  /// Nothing yet.
  public init() {}

  /// Plays the history of a seed.
  public mutating func play(seed: UInt64) {
    let history = HistoryGenerator.history(seed: seed)
    var player = HistoryPlayer(history, keepsAll: false)
    player.play(history)
    histories += 1
    simulated += player.now
    events += player.events
    coverage.add(player.coverage)
    if let finding = player.findings.first { findings.append((seed, finding)) }
  }

  /// Adds another run.
  public mutating func add(_ other: HistoryRun) {
    histories += other.histories
    simulated += other.simulated
    events += other.events
    findings += other.findings
    coverage.add(other.coverage)
  }

  /// The time that passed in all histories, in years.
  public var years: Double { simulated / .seconds(365 * 86_400) }

  /// Whether a history breaks a promise.
  public static func breaks(_ history: History) -> Bool {
    var player = HistoryPlayer(history, keepsAll: false)
    player.play(history)
    return !player.findings.isEmpty
  }

  /// Takes steps out of a history as long as it still breaks a promise; returns a short one.
  public static func shrink(_ history: History, where fails: (History) -> Bool = breaks) -> History
  {
    var best = history
    var isShorter = true
    while isShorter {
      isShorter = false
      for index in best.steps.indices.reversed() {
        var shorter = best
        let removed = shorter.steps.remove(at: index)
        if fails(shorter) {
          (best, isShorter) = (shorter, true)
          continue
        }
        // The time that it took may matter, and the action not.
        if index < shorter.steps.count {
          shorter.steps[index].wait += removed.wait
          if fails(shorter) { (best, isShorter) = (shorter, true) }
        }
      }
      for index in best.steps.indices where best.steps[index].wait > 0 {
        for wait in [0, 10, 100, 1_000, 10_000] where wait < best.steps[index].wait {
          var simpler = best
          simpler.steps[index].wait = wait
          if fails(simpler) {
            best = simpler
            break
          }
        }
      }
    }
    return best
  }
}

import DisplayHistories
import LightenCore
import Testing

/// A monitor at 50, and a machine that knows it and has nothing left to do. What is played in it is
/// checked like every history.
extension HistoryPlayer {
  static func room(
    raw: Int = 50, maximum: Int = 100, saved: Int? = nil, reports: Bool = false, rest: Int = 0,
    _ change: (inout SimulatedMonitor) -> Void = { _ in }
  ) -> HistoryPlayer {
    var monitor = SimulatedMonitor(raw: raw, maximum: maximum)
    monitor.reports = reports
    change(&monitor)
    var player = HistoryPlayer(History(monitor: monitor, saved: saved, rest: rest))
    // Long enough that nothing of the return counts any more.
    player.pass(.seconds(20))
    return player
  }

  /// A room whose computer was asleep and wakes up when the test says so.
  static func asleep(
    raw: Int = 50, saved: Int? = nil, _ change: (inout SimulatedMonitor) -> Void = { _ in }
  ) -> HistoryPlayer {
    var player = room(raw: raw, saved: saved, change)
    player.perform(.suspend(.sleep))
    player.pass(.seconds(1))
    return player
  }

  /// Does things one after the other, at once.
  mutating func perform(_ actions: HistoryAction...) {
    for action in actions { perform(action) }
  }

  /// Lets milliseconds pass.
  mutating func pass(ms milliseconds: Int) { pass(.milliseconds(milliseconds)) }

  /// The level that everybody sees, percent.
  var shown: Int? { machine.level?.percent.rounded }

  /// The level to save, percent.
  var saved: Int? { machine.saved?.rounded }

  /// The answer of a call.
  func answer(_ call: Int) -> DisplayMachine.Answer? { calls[call].answer }

  /// The kind of error that a call was answered with.
  func error(_ call: Int) -> DisplayError.Code? {
    if case .failed(let error) = calls[call].answer { error.code } else { nil }
  }

  /// How long a call waited for its answer.
  func delay(_ call: Int) -> Duration? { calls[call].answered.map { $0 - calls[call].time } }

  /// Whether the display has its goal, the service says so, and nothing is left to be done.
  func isAtRest(_ percent: Int) -> Bool {
    monitor.raw == percent && shown == percent && saved == percent && machine.nextDeadline == nil
      && machine.wire == .free && findings.isEmpty
  }
}

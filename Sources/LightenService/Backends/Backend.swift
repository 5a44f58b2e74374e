import GLibKit

/// Where monitors come from.
@LoopActor
protocol Backend: AnyObject {
  /// Called with the monitors that are connected, after each change and once after `start()`.
  var onCandidates: (@LoopActor ([DisplayCandidate]) -> Void)? { get set }
  /// Begins to look.
  func start()
  /// Looks again; returns when `onCandidates` was called.
  func rescan() async
  /// Ends it: `onCandidates` is called no more.
  func stop()
  /// Ends what works for its devices, and waits for that, but not for long.
  func waitForEnd() async
}

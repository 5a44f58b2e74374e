import GLibKit

/// Waits until a condition holds that something on the loop makes true; false where it does not within
/// twenty seconds.
///
/// For what comes from another process, which no test clock knows.
@LoopActor
public func eventually(_ condition: @LoopActor () -> Bool) async -> Bool {
  let clock = SystemLoopClock()
  let deadline = clock.now + .seconds(20)
  while !condition() {
    if clock.now > deadline { return false }
    await clock.sleep(for: .milliseconds(2))
  }
  return true
}

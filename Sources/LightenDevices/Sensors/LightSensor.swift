import GLibKit
import LightenCore

/// Something that measures the light in the room. It may come and go.
@LoopActor
public protocol LightSensor: AnyObject, Sendable {
  /// What it is called on the bus.
  var source: String { get }
  /// What its levels mean.
  var unit: LightUnit { get }
  /// Why it cannot measure, in one sentence; nil while it can.
  var problem: String? { get }
  /// Whether there is hardware that can be asked, well or not.
  var isPresent: Bool { get }
  /// Whether it is still being found out if there is any; until then `problem` says nothing.
  var isSearching: Bool { get }
  /// Called when `unit` or `problem` is another one, with each measurement that failed, and when
  /// the first search is over.
  var onChange: (@LoopActor () -> Void)? { get set }
  /// Called when another device measures from now on: a level from before says nothing of its light.
  var onReplacement: (@LoopActor () -> Void)? { get set }
  /// Called with each level that was measured, changed or not.
  var onLevel: (@LoopActor (Double) -> Void)? { get set }

  /// Begins to look for the hardware.
  func start()
  /// Measures from now on: the first level comes at once.
  func claim()
  /// Measures no more.
  func release()
  /// The session is in the foreground again: a refusal from before says nothing.
  func accessReturned()
  /// Ends it.
  func stop()
}

extension LightSensor {
  /// One that is no hardware is there at once or not at all.
  public var isSearching: Bool { false }

  /// What needs no access is never refused.
  public func accessReturned() {}

  /// What is always the same device is never replaced.
  public var onReplacement: (@LoopActor () -> Void)? {
    get { nil }
    set {}
  }
}

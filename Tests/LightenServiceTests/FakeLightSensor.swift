import GLibKit
import LightenCore
import LightenDevices

/// A sensor that measures what a test tells it, and counts who uses it.
@LoopActor
final class FakeLightSensor: LightSensor {
  enum Call: Equatable {
    case start
    case claim
    case release
    case stop
  }

  let source: String
  var unit = LightUnit.lux
  private(set) var problem: String?
  private(set) var isSearching = false
  /// Whether it is there also while it has a problem.
  var isBroken = false
  var isPresent: Bool { problem == nil || isBroken }
  var onChange: (@LoopActor () -> Void)?
  var onReplacement: (@LoopActor () -> Void)?
  var onLevel: (@LoopActor (Double) -> Void)?
  /// What it was told, in order.
  private(set) var calls: [Call] = []
  /// The light in the room: reported at once when it is claimed, and whenever it changes. Nil for a
  /// sensor that says nothing.
  var light: Double? {
    didSet { report() }
  }

  nonisolated init(source: String = "fake") { self.source = source }

  var isClaimed: Bool { calls.last { $0 != .start } == .claim }

  func start() { calls.append(.start) }

  func claim() {
    calls.append(.claim)
    report()
  }

  func release() { calls.append(.release) }

  func stop() { calls.append(.stop) }

  /// Says the same again, as a sensor that is polled does.
  func report() {
    if isClaimed, problem == nil, let light { onLevel?(light) }
  }

  /// It cannot measure any more, or can again where `problem` is nil.
  func fail(_ problem: String?) {
    self.problem = problem
    onChange?()
    report()
  }

  /// It is not known yet whether there is any.
  func beginSearch(_ problem: String) {
    isSearching = true
    self.problem = problem
  }

  /// It is known now.
  func endSearch(_ problem: String?) {
    isSearching = false
    fail(problem)
  }

  /// Another device measures from now on, and has not said anything yet.
  func replace() {
    light = nil
    onReplacement?()
  }

  func forgetCalls() { calls = isClaimed ? [.claim] : [] }
}

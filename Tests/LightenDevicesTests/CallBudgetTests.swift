import LightenCore
import LightenWorkerProtocol
import Testing

@testable import LightenDevices

@Suite struct CallBudgetTests {
  private static let start: Duration = .seconds(100)

  /// Start and operation together: what the one takes, the other has not.
  @Test(
    arguments: [
      (.read(feature: 0x10), 0, 5, 5), (.read(feature: 0x10), 0.5, 4.5, 4.5),
      (.write(feature: 0x10, value: 1), 4, 1, 1), (.write(feature: 0x10, value: 1), 4.5, 0.5, nil),
      (.read(feature: 0x10), 5, 0, nil), (.read(feature: 0x10), 7, 0, nil),
      // The string takes its time, the start of a worker no more than for others.
      (.capabilities, 0, 5, 10), (.capabilities, 3, 5, 7), (.capabilities, 9.5, 0.5, nil),
    ] as [(WorkerRequest, Double, Double, Double?)])
  func dividesTheTime(request: WorkerRequest, passed: Double, toStart: Double, toOperate: Double?) {
    let budget = CallBudget(for: request, at: Self.start)
    let now = Self.start + .seconds(passed)
    #expect(budget.timeToStart(at: now) == .seconds(toStart))
    #expect(budget.timeToOperate(at: now) == toOperate.map { .seconds($0) })
  }

  @Test func repeatsAfterThreeCrashesAndNoMore() {
    var budget = CallBudget(for: .read(feature: 0x10), at: Self.start)
    let answers = (0..<5).map { _ in budget.mayRepeat(after: .ended, at: Self.start) }
    #expect(answers == [true, true, true, false, false])
  }

  /// Back-off makes these few.
  @Test func repeatsAsLongAsTheSystemHasNothingLeft() {
    var budget = CallBudget(for: .read(feature: 0x10), at: Self.start)
    let failure = WorkerFailure.notStarted("no memory", isMissing: false)
    let answers = (0...50).map {
      budget.mayRepeat(after: failure, at: Self.start + .milliseconds(100 * $0))
    }
    #expect(answers == Array(repeating: true, count: 50) + [false])
  }

  @Test(
    arguments: [.hung, .slow, .isKept, .isOther, .notStarted("no file", isMissing: true)]
      as [WorkerFailure])
  func doesNotRepeatWhatIsNoUse(failure: WorkerFailure) {
    var budget = CallBudget(for: .read(feature: 0x10), at: Self.start)
    let mayRepeat = budget.mayRepeat(after: failure, at: Self.start)
    #expect(!mayRepeat)
  }

  /// What may pass is `.hung`: the display stays, everybody who waits is answered, and it is tried
  /// again. Only a program that is missing or of another version makes a display unsupported.
  @Test(
    arguments: [
      (.ended, .hung, "ended unexpectedly"), (.hung, .hung, "blocks its bus /dev/i2c-7"),
      (.slow, .hung, "five seconds"), (.isKept, .hung, "blocks its bus /dev/i2c-7"),
      (
        .notStarted("Resource temporarily unavailable", isMissing: false), .hung,
        "Resource temporarily unavailable"
      ),
      (.notStarted("No such file or directory", isMissing: true), .failed, "Reinstall lighten"),
      (.isOther, .failed, "restart lightend: systemctl --user restart lightend"),
    ] as [(WorkerFailure, DeviceError.Code, String)])
  func hasASentence(failure: WorkerFailure, code: DeviceError.Code, part: String) {
    let error = failure.error(onBus: 7)
    #expect(error.code == code)
    #expect(error.message.contains(part) && error.message.hasSuffix("."))
    #expect(error.message.contains("Reinstall") == (error.code == .failed && failure != .isOther))
  }
}

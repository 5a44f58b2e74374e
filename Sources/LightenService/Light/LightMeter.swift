import GLibKit
import LightenCore
import LightenDevices

/// Measures the light while somebody needs it, and lets the sensor rest otherwise.
@LoopActor
final class LightMeter {
  /// A sensor answers within a second or not at all; iio-sensor-proxy may have to wake its chip.
  private static let patience: Duration = .seconds(3)
  /// After a single measurement the sensor is kept, as somebody who asks once asks again.
  private static let lingerTime: Duration = .seconds(5)

  /// The level that was last measured, nil when none was or the sensor is gone.
  private(set) var level: Double?
  /// Called with each reading, changed or not.
  var onReading: (@LoopActor (Double) -> Void)?
  /// Called when `level` is another one, at most once in each interval.
  var onLevelChange: (@LoopActor () -> Void)?
  /// Called when the sensor came, went, or is another one.
  var onSensorChange: (@LoopActor () -> Void)?
  /// The shortest time between two calls of `onLevelChange`.
  var interval: Duration = .seconds(1)
  /// Whether light is needed all the time.
  var isNeeded = false {
    didSet { if isNeeded != oldValue { settle() } }
  }

  /// Whether the sensor is still to be chosen: whoever measures waits for that.
  var isWaitingForSensor = false

  private let clock: any LoopClock
  private var sensor: (any LightSensor)?
  private var isClaimed = false
  /// Whether `level` was measured since the sensor was claimed, and by the same device.
  private var isFresh = false
  private var waiters: [CheckedContinuation<Double?, Never>] = []
  private var patienceTimer: (any LoopTimer)?
  private var lingerTimer: (any LoopTimer)?
  private var announced: (level: Double, time: Duration)?
  private var announceTimer: (any LoopTimer)?
  private var reported: String?
  private var told: Appearance?

  /// What others know of the sensor.
  private struct Appearance: Equatable {
    let isAvailable: Bool
    let unit: LightUnit
    let source: String
  }

  /// Makes a meter without a sensor.
  init(clock: any LoopClock) {
    self.clock = clock
  }

  /// Whether there is a sensor that works.
  var isAvailable: Bool { sensor.map { $0.problem == nil } ?? false }
  /// What the levels mean.
  var unit: LightUnit { sensor?.unit ?? .lux }
  /// What the sensor is called.
  var source: String { sensor?.source ?? "" }
  /// The level, if it was measured since the sensor was last claimed.
  var presentLevel: Double? { isFresh && isClaimed ? level : nil }

  /// Measures with this sensor from now on, with none if it is nil.
  func use(_ sensor: (any LightSensor)?) {
    self.sensor?.stop()
    isWaitingForSensor = false
    isClaimed = false
    (level, isFresh, announced) = (nil, false, nil)
    self.sensor = sensor
    sensor?.onChange = { [weak self] in self?.sensorChanged() }
    sensor?.onReplacement = { [weak self] in self?.isFresh = false }
    sensor?.onLevel = { [weak self] in self?.measured($0) }
    sensorChanged()
    sensor?.start()
    settle()
  }

  /// Measures the light now; nil when there is no sensor or it does not answer.
  func measure() async -> Double? {
    if let presentLevel {
      if lingerTimer != nil { linger() }
      return presentLevel
    }
    guard mayAnswer else { return nil }
    let result = await withCheckedContinuation { continuation in
      waiters.append(continuation)
      if patienceTimer == nil {
        patienceTimer = clock.schedule(after: Self.patience) { [weak self] in
          self?.answerWaiters(nil)
        }
      }
      settle()
    }
    return result
  }

  /// Whether it is worth waiting for a level.
  private var mayAnswer: Bool {
    guard let sensor else { return isWaitingForSensor }
    // While it is claimed, a sensor that failed is asked again by itself.
    return sensor.isSearching || (sensor.isPresent && (isAvailable || !isClaimed))
  }

  /// The session may use its devices again.
  func accessReturned() {
    if sensor?.problem != nil { sensor?.accessReturned() }
  }

  private func settle() {
    let wants = isNeeded || !waiters.isEmpty || lingerTimer != nil
    guard wants != isClaimed, let sensor else { return }
    isClaimed = wants
    isFresh = false
    if wants { sensor.claim() } else { sensor.release() }
  }

  private func answerWaiters(_ level: Double?) {
    patienceTimer?.cancel()
    patienceTimer = nil
    guard !waiters.isEmpty else { return }
    let waiting = waiters
    waiters = []
    linger()
    for waiter in waiting { waiter.resume(returning: level) }
  }

  private func linger() {
    lingerTimer?.cancel()
    lingerTimer = clock.schedule(after: Self.lingerTime) { [weak self] in
      self?.lingerTimer = nil
      self?.settle()
    }
  }

  private func measured(_ level: Double) {
    let isChanged = self.level != level
    self.level = level
    isFresh = true
    answerWaiters(level)
    if isChanged { announce() }
    onReading?(level)
  }

  private func announce() {
    guard announceTimer == nil else { return }
    let due = announced.map { $0.time + interval } ?? clock.now
    guard due <= clock.now else {
      announceTimer = clock.schedule(after: due - clock.now) { [weak self] in
        self?.announceTimer = nil
        self?.announceNow()
      }
      return
    }
    announceNow()
  }

  private func announceNow() {
    guard let level, level != announced?.level else { return }
    announced = (level, clock.now)
    onLevelChange?()
  }

  private func sensorChanged() {
    if sensor?.isSearching == true {
      // Whoever measures waits for the end of it.
    } else if let problem = sensor?.problem {
      // Not every computer has a sensor: only one that is there and fails, or was asked for, is
      // worth a warning.
      if problem != reported { source.isEmpty ? Log.debug(problem) : Log.warning(problem) }
      reported = problem
      level = nil
      isFresh = false
      announced = nil
      announceTimer?.cancel()
      announceTimer = nil
      answerWaiters(nil)
    } else if sensor != nil {
      if reported != nil { Log.notice("the light sensor \(source) works") }
      reported = nil
    }
    let appearance = Appearance(isAvailable: isAvailable, unit: unit, source: source)
    guard appearance != told else { return }
    told = appearance
    onSensorChange?()
  }
}

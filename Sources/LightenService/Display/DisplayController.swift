import GLibKit
import LightenCore
import LightenDevices

/// One monitor: what it is, how it is, and what it is doing. Everything that its hardware is told
/// goes through here, one thing at a time.
@LoopActor
public final class DisplayController {
  typealias Waiter = CheckedContinuation<Result<Bool, DisplayError>, Never>

  /// The number N.
  public let number: Int
  /// What is known of it without talking to it.
  public internal(set) var description: DisplayDescription
  /// The user's name for it, empty when there is none.
  public internal(set) var alias = ""
  /// The user's limits.
  public internal(set) var limits: BrightnessLimits
  /// Whether automatic brightness is on.
  public internal(set) var isAuto: Bool
  /// Whether it can be controlled at the moment.
  public internal(set) var state: DisplayState = .probing
  /// One sentence when the state is not ready, else empty.
  public internal(set) var reason = DisplayController.probingReason
  /// Whether it is `unsupported` only because this user may not use its bus.
  var isForbidden = false
  /// The hardware's scale, nil while its brightness cannot be controlled.
  public internal(set) var scale: BrightnessScale?
  /// The present brightness, nil while it is not known.
  public internal(set) var level: BrightnessLevel?
  /// The brightness writes that were sent since the display was first seen.
  public internal(set) var writes: UInt64
  /// Whether the first look is over.
  public internal(set) var isSettled = false
  /// Whether it is settled as soon as it is not held.
  var isLookedAt = false
  /// Whether it must not be seen yet.
  var isHeld = false

  weak var delegate: (any DisplayControllerDelegate)?
  let clock: any LoopClock
  /// For what may take its time: attempts to reach a monitor that does not answer.
  let patience: any LoopClock
  var device: any DisplayDevice
  /// The brightness that it was last known to have; gives a reading its percentage.
  var remembered: BrightnessLevel?

  var requests = LatestWins<BrightnessTarget, Waiter>()
  var operations: [DisplayOperation] = []
  /// What was asked for while the monitor could not take it; written when it is back.
  var wish: BrightnessTarget?
  /// Whether it gets its brightness back after it was away.
  var restores = true
  /// What the next reading is compared with, when it was away.
  var restore: PendingRestore?
  /// Whether the computer sleeps, or is about to.
  var isSuspended = false
  /// Whether it has not answered yet since the computer woke up.
  var isWaking = false
  var wakeRetries = DisplayController.wakeBackOff
  /// Whether a denial counts.
  var access = AccessGrace()
  /// The operation that waits for access, and when it looks again.
  var accessWaiter: CheckedContinuation<Void, Never>?
  var accessTimer: (any LoopTimer)?
  var fade: ActiveFade?
  var knownFeatures: [UInt8: UInt16] = [:]
  var knownCapabilities: String?
  /// How often the operation under way was interrupted and begun again.
  var interruptions = 0
  var retries = BackOff(first: .seconds(1), longest: .seconds(64), attempts: 7)
  var retryTimer: (any LoopTimer)?
  var settleTimer: (any LoopTimer)?
  var settleWaiters: [CheckedContinuation<Void, Never>] = []
  var isStopped = false
  /// What callers are told once it is stopped.
  var gone = DisplayError(.gone, "The monitor was unplugged.")
  private(set) var isBusy = false
  var idleWaiters: [CheckedContinuation<Void, Never>] = []
  private var wasBrightness = false

  static let probingReason = "It is being looked at."
  /// An operation that was interrupted more often than this is given up.
  static let mostInterruptions = 3
  /// A display that takes longer to be looked at is shown as it is until then.
  static let settleTime: Duration = .seconds(3)

  /// Makes the controller of a display that was remembered as `record`, driven by `device`.
  ///
  /// - Parameter patience: the clock of what may take its time; `clock` where it is nil.
  public init(
    record: DisplayRecord, description: DisplayDescription, device: any DisplayDevice,
    limits: BrightnessLimits, clock: any LoopClock, patience: (any LoopClock)? = nil
  ) {
    number = record.number
    remembered = record.level
    restore = record.level.map { PendingRestore(level: $0) }
    writes = record.writes
    isAuto = record.isAuto ?? false
    self.description = description
    self.device = device
    self.limits = limits
    self.clock = clock
    self.patience = patience ?? clock
  }

  /// The name that people see: the alias, else maker and model, else where it is.
  public var name: String {
    if !alias.isEmpty { return alias }
    let name = [description.manufacturer, description.model].filter { !$0.isEmpty }
    return name.isEmpty ? description.id : name.joined(separator: " ")
  }

  /// Whether its brightness can be controlled.
  public var isControllable: Bool { scale != nil }

  /// Whether it did not answer when it was last asked, and nobody knows what it would say now.
  var isSilent: Bool { state == .asleep || state == .unresponsive }

  /// Begins to look at the monitor.
  func start() {
    attach()
    settleTimer = clock.schedule(after: Self.settleTime) { [weak self] in
      // Access that is late by now does not come: it is shown as it is in a moment.
      if self?.accessWaiter == nil { self?.settle() }
    }
    enqueue(.probe, nil)
  }

  /// The monitor was unplugged, or is left alone for another reason: everybody who waits is told.
  func stop(because reason: DisplayError? = nil) {
    isStopped = true
    if let reason { gone = reason }
    retryTimer?.cancel()
    settleTimer?.cancel()
    device.stop()
    endAccessWait()
    let waiters = requests.cancel() + (endFade().map { [$0] } ?? [])
    for waiter in waiters { waiter.resume(returning: .failure(gone)) }
    let waiting = operations
    operations = []
    for operation in waiting { answer(operation, .failure(gone)) }
    releaseSettleWaiters()
    releaseIdleWaiters()
  }

  /// The same monitor is reached in another way now.
  func replaceDevice(_ device: any DisplayDevice, _ description: DisplayDescription) {
    self.device.stop()
    self.device = device
    self.description = description
    attach()
    endAccessWait()
    probeAnew()
  }

  private func attach() {
    device.onExternalChange = { [weak self] raw in self?.changedExternally(raw) }
  }

  /// Does the next thing, unless something is being done.
  ///
  /// Brightness and everything else take turns, so that a flood of one does not starve the other.
  func pump() {
    guard !isBusy, !isStopped, !isSuspended else { return }
    if !(wasBrightness && !operations.isEmpty), let target = nextTarget() {
      wasBrightness = true
      run { await self.write(target) }
    } else if !operations.isEmpty {
      wasBrightness = false
      let operation = operations.removeFirst()
      run { await self.perform(operation) }
    }
  }

  private func run(_ work: @escaping @LoopActor @Sendable () async -> Void) {
    isBusy = true
    LoopTask { [self] in
      await work()
      isBusy = false
      releaseIdleWaiters()
      pump()
    }
  }
}

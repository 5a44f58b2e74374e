import GLibKit
import Glibc

/// Tells when the computer goes to sleep and when it has woken up.
///
/// Logind says it, and waits with a sleep until everybody who asked for it is ready. Without logind
/// only the waking up is noticed, by the clocks.
@LoopActor
public final class SleepWatcher {
  /// Called before the computer sleeps; it does so when this returns, or when logind's patience
  /// ends (InhibitDelayMaxSec of logind.conf, five seconds).
  public var onSleep: (@LoopActor () async -> Void)?
  /// Called after the computer woke up.
  public var onWake: (@LoopActor () -> Void)?

  private let login: LoginClient
  private var state = SleepState()
  private var clocks: WakeClock?
  /// While it is open, logind waits.
  private var inhibitor: Int32?
  private var isStopped = false

  /// Makes a watcher that listens to `login`.
  public init(_ login: LoginClient) {
    self.login = login
  }

  isolated deinit { releaseInhibitor() }

  /// Begins to watch.
  public func start() {
    clocks = WakeClock { [weak self] in self?.take(.clocksJumped) }
    login.onPresence = { [weak self] in self?.take(.logind($0)) }
    login.onSleep = { [weak self] in self?.take($0 ? .sleepBegins : .sleepEnds) }
  }

  /// Ends it.
  public func stop() {
    isStopped = true
    login.onPresence = nil
    login.onSleep = nil
    onSleep = nil
    onWake = nil
    clocks = nil
    releaseInhibitor()
  }

  private func take(_ event: SleepState.Event) {
    for action in state.handle(event) {
      switch action {
      case .prepare(let sleep): prepare(sleep)
      case .wake: wake()
      case .takeInhibitor: takeInhibitor()
      case .releaseInhibitor: releaseInhibitor()
      }
    }
  }

  private func prepare(_ sleep: Int) {
    Log.debug("the computer is going to sleep")
    LoopTask { [self] in
      // It may have ended before this begins.
      if state.isAsleep { await onSleep?() }
      take(.isReady(sleep))
    }
  }

  private func wake() {
    // The clocks tell of the same sleep.
    _ = clocks?.hasSlept()
    Log.debug("the computer woke up")
    onWake?()
  }

  private func takeInhibitor() {
    guard inhibitor == nil else { return }
    LoopTask { [weak self, login] in
      // Without it nothing is lost but the last moment before a sleep.
      guard let descriptor = try? await login.inhibitSleep() else { return }
      if let self { keep(descriptor) } else { close(descriptor) }
    }
  }

  private func keep(_ descriptor: Int32) {
    // A sleep that began meanwhile must not wait for this.
    if state.isAsleep || inhibitor != nil || isStopped {
      close(descriptor)
    } else {
      inhibitor = descriptor
    }
  }

  private func releaseInhibitor() {
    if let inhibitor { close(inhibitor) }
    inhibitor = nil
  }
}

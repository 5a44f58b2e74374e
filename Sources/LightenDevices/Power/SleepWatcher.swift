import DBusKit
import GLibKit
import Glibc

/// Tells when the computer goes to sleep and when it has woken up.
///
/// Logind says it, and waits with a sleep until everybody who asked for it is ready. Without logind
/// only the waking up is noticed, by the clocks.
@LoopActor
public final class SleepWatcher {
  private static let service = "org.freedesktop.login1"
  private static let manager = BusConnection.Destination(
    name: service, path: "/org/freedesktop/login1", interface: "org.freedesktop.login1.Manager")
  private static let timeout: Duration = .seconds(5)

  /// Called before the computer sleeps; it does so when this returns, or when logind's patience
  /// ends (InhibitDelayMaxSec of logind.conf, five seconds).
  public var onSleep: (@LoopActor () async -> Void)?
  /// Called after the computer woke up.
  public var onWake: (@LoopActor () -> Void)?

  private var connection: BusConnection?
  private var subscription: SignalSubscription?
  private var watch: NameWatch?
  private var hasLogind = false
  private var isAsleep = false
  /// How many sleeps have begun.
  private var sleeps = 0
  private var clocks: WakeClock?
  /// While it is open, logind waits.
  private var inhibitor: Int32?

  /// Makes a watcher.
  public init() {}

  isolated deinit { releaseInhibitor() }

  /// Begins to watch.
  public func start() {
    clocks = WakeClock { [weak self] in self?.clocksJumped() }
    LoopTask { [weak self] in
      guard let connection = try? await BusConnection.system() else { return }
      self?.listen(on: connection)
    }
  }

  /// Ends it.
  public func stop() {
    onSleep = nil
    onWake = nil
    subscription = nil
    watch = nil
    clocks = nil
    releaseInhibitor()
  }

  private func listen(on connection: BusConnection) {
    self.connection = connection
    subscription = SignalSubscription(
      connection, sender: Self.service, interface: Self.manager.interface,
      signal: "PrepareForSleep", path: Self.manager.path
    ) { [weak self] signal in
      self?.prepare(isStart: signal.arguments[0]?.boolean ?? false)
    }
    watch = NameWatch(connection, name: Self.service) { [weak self] owner in
      self?.hasLogind = owner != nil
      self?.releaseInhibitor()
      // One that ends in the middle of a sleep says nothing of its end. Where the computer still goes
      // to sleep, the clocks tell when it woke up.
      if self?.isAsleep == true { self?.wake() }
      if owner != nil { self?.takeInhibitor() }
    }
  }

  private func prepare(isStart: Bool) {
    if isStart, !isAsleep {
      isAsleep = true
      sleeps += 1
      Log.debug("the computer is going to sleep")
      LoopTask { [self, sleeps] in
        // It may have ended before this begins.
        guard isAsleep, sleeps == self.sleeps else { return }
        await onSleep?()
        // Logind's patience may have ended first; then this is the inhibitor for the next sleep.
        if isAsleep, sleeps == self.sleeps { releaseInhibitor() }
      }
    } else if !isStart {
      wake()
      takeInhibitor()
    }
  }

  private func clocksJumped() {
    // Logind says it itself.
    if !hasLogind { wake() }
  }

  private func wake() {
    isAsleep = false
    Log.debug("the computer woke up")
    onWake?()
  }

  private func takeInhibitor() {
    guard let connection, inhibitor == nil else { return }
    LoopTask { [weak self] in
      // Without it nothing is lost but the last moment before a sleep.
      let descriptor = try? await connection.callForDescriptor(
        Self.manager, "Inhibit",
        [
          .string("sleep"), .string("lightend"),
          .string("Monitors are left in peace while the computer sleeps"), .string("delay"),
        ], timeout: Self.timeout)
      self?.keep(descriptor)
    }
  }

  private func keep(_ descriptor: Int32?) {
    guard let descriptor else { return }
    // A sleep that began meanwhile must not wait for this.
    if isAsleep || inhibitor != nil || watch == nil {
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

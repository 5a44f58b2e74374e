import DBusKit
import GLibKit

/// Hears from logind that the computer woke up (org.freedesktop.login1(5), PrepareForSleep).
@LoopActor
final class WakeWatch {
  private let connection: BusConnection
  private let subscription: SignalSubscription

  /// Calls `action` each time.
  ///
  /// - Throws: an error that says what is missing, without a system bus.
  init(_ action: @escaping @LoopActor () -> Void) async throws(BusError) {
    do throws(BusError) {
      connection = try await BusConnection.system()
    } catch {
      throw BusError(
        name: BusError.failed,
        message: "there is no system bus to hear from that the computer woke up: \(error.message)")
    }
    subscription = SignalSubscription(
      connection, sender: "org.freedesktop.login1", interface: "org.freedesktop.login1.Manager",
      signal: "PrepareForSleep", path: "/org/freedesktop/login1"
    ) { signal in
      if signal.arguments[0]?.boolean == false { action() }
    }
  }
}

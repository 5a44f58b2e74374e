import CGLib
import GLibKit

/// A signal as it arrives from the bus.
public struct BusSignal: Sendable {
  /// The sender's unique name.
  public let sender: String
  /// The object that sent it.
  public let path: String
  /// The interface of the signal.
  public let interface: String
  /// The signal's name.
  public let name: String
  /// Its arguments, a tuple.
  public let arguments: Variant
}

/// Calls its action for each matching signal, until it is released.
@LoopActor
public final class SignalSubscription {
  private let connection: BusConnection
  private let id: guint

  /// Subscribes to signals; nil matches everything. `firstArgument` compares with a string argument.
  public init(
    _ connection: BusConnection, sender: String?, interface: String?, signal: String?,
    path: String? = nil, firstArgument: String? = nil,
    _ action: @escaping @LoopActor (BusSignal) -> Void
  ) {
    self.connection = connection
    let box = Box<(BusSignal) -> Void> { signal in LoopActor.assumeIsolated { action(signal) } }
    id = g_dbus_connection_signal_subscribe(
      connection.pointer, sender, interface, signal, path, firstArgument,
      G_DBUS_SIGNAL_FLAGS_NONE,
      { _, sender, path, interface, signal, arguments, data in
        guard let path, let interface, let signal, let arguments else { return }
        let box = Unmanaged<Box<(BusSignal) -> Void>>.fromOpaque(data!).takeUnretainedValue()
        box.value(
          BusSignal(
            sender: sender.map { String(cString: $0) } ?? "", path: String(cString: path),
            interface: String(cString: interface), name: String(cString: signal),
            arguments: Variant(arguments)))
      }, Unmanaged.passRetained(box).toOpaque(),
      { data in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  isolated deinit { g_dbus_connection_signal_unsubscribe(connection.pointer, id) }
}

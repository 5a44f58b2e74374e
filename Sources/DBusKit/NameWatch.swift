import CGLib
import GLibKit

/// Tells who owns a bus name, and each change, until it is released.
@LoopActor
public final class NameWatch {
  private let id: guint

  /// Watches `name`; `action` gets the owner's unique name, nil when there is none.
  public init(
    _ connection: BusConnection, name: String,
    _ action: @escaping @LoopActor (_ owner: String?) -> Void
  ) {
    let box = Box<(String?) -> Void> { owner in LoopActor.assumeIsolated { action(owner) } }
    id = g_bus_watch_name_on_connection(
      connection.pointer, name, G_BUS_NAME_WATCHER_FLAGS_NONE,
      { _, _, owner, data in
        Unmanaged<Box<(String?) -> Void>>.fromOpaque(data!).takeUnretainedValue()
          .value(owner.map { String(cString: $0) })
      },
      { _, _, data in
        Unmanaged<Box<(String?) -> Void>>.fromOpaque(data!).takeUnretainedValue().value(nil)
      }, Unmanaged.passRetained(box).toOpaque(),
      { data in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  isolated deinit { g_bus_unwatch_name(id) }
}

import CGLib
import GLibKit

/// GLib's default main context, run by one thread of the test process for as long as it lives.
///
/// Only one thread can own that context, and all test targets share one process: this is why it
/// is started here and nowhere else.
public enum TestLoop {
  private static let thread: Void = {
    Task.detached {
      await Background.run("test loop") {
        MainLoop.run {
          let clock = SystemLoopClock()
          while true { await clock.sleep(for: .seconds(86_400)) }
        }
      }
    }
  }()

  /// Starts the thread, unless it runs already.
  public static func start() { _ = thread }

  /// Waits until the loop has nothing left to do but to wait for time or for descriptors.
  ///
  /// That covers everything that was begun with `LoopTask`, but not threads of `Background`.
  @LoopActor public static func settle() async {
    await withCheckedContinuation { continuation in
      let source = g_idle_source_new()
      // The loop turns to a low priority only when no job of the default priority is ready.
      g_source_set_priority(source, G_PRIORITY_LOW)
      let box = Unmanaged.passRetained(Box<() -> Void> { continuation.resume() })
      g_source_set_callback(
        source,
        { data in
          Unmanaged<Box<() -> Void>>.fromOpaque(data!).takeRetainedValue().value()
          return 0  // G_SOURCE_REMOVE
        }, box.toOpaque(), nil)
      g_source_attach(source, nil)
      g_source_unref(source)
    }
  }
}

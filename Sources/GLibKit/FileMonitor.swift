import CGLib
import Glibc

/// Tells when a file is changed, made or removed; also when it is reached through symbolic links,
/// or when its folder appears only later.
@LoopActor
public final class FileMonitor {
  private let path: String
  private let action: @LoopActor () -> Void
  private var watches: [EntryWatch] = []
  private var isRenewing = false
  private var mustRenewAgain = false

  /// Prepares to watch `path` and to call `action` for each change.
  public init(path: String, _ action: @escaping @LoopActor () -> Void) {
    self.path = path
    self.action = action
  }

  /// Begins to watch (through inotify). A change from before this returns may go unnoticed.
  public func start() async throws(GLibError) {
    isRenewing = true
    defer {
      isRenewing = false
      if mustRenewAgain { changed() }
    }
    try await renew()
  }

  /// Something changed: the way to the file may be another one, which is watched before `action`
  /// looks at the file.
  private func changed() {
    mustRenewAgain = isRenewing
    guard !isRenewing else { return }
    isRenewing = true
    LoopTask { [self] in
      do throws(GLibError) {
        try await renew()
      } catch {
        Log.warning("\(path) is not watched any more: \(error.message)")
      }
      isRenewing = false
      action()
      if mustRenewAgain { changed() }
    }
  }

  private func renew() async throws(GLibError) {
    let present = watches
    let report: @Sendable () -> Void = { [weak self] in
      LoopActor.assumeIsolated { self?.changed() }
    }
    // The file may be on a network.
    let renewed = await Background.run("watch") { [path] in
      Result { () throws(GLibError) in try Self.watches(along: path, present, report) }
    }
    watches = try renewed.get()
  }

  /// A watch for each entry on the way to the file; those that still fit are kept.
  private nonisolated static func watches(
    along path: String, _ present: [EntryWatch], _ report: @escaping @Sendable () -> Void
  ) throws(GLibError) -> [EntryWatch] {
    var watches: [EntryWatch] = []
    for entry in LinkWalk(path).entries {
      let place = EntryWatch.Place(entry)
      if let fitting = present.first(where: { $0.place == place }) {
        watches.append(fitting)
      } else {
        watches.append(try EntryWatch(place, report))
      }
    }
    return watches
  }
}

/// A watch of one entry of a folder.
///
/// Unchecked: it is made on one thread and used on the loop only; GLib's monitor calls back on the
/// main loop, as the thread that made it has no context of its own.
private final class EntryWatch: @unchecked Sendable {
  /// An entry, and which folder it is in: one that was exchanged is another one.
  struct Place: Equatable {
    let entry: String
    let device: dev_t
    let folder: ino_t

    init(_ entry: String) {
      self.entry = entry
      var status = stat()
      let isThere = stat(Files.folder(of: entry), &status) == 0
      (device, folder) = isThere ? (status.st_dev, status.st_ino) : (0, 0)
    }
  }

  let place: Place
  private let monitor: UnsafeMutableRawPointer
  private let handler: gulong

  /// Milliseconds; GLib's own 800 make a person wait.
  private static let rateLimit: gint = 50

  init(_ place: Place, _ report: @escaping @Sendable () -> Void) throws(GLibError) {
    self.place = place
    let file = g_file_new_for_path(place.entry)
    defer { g_object_unref(UnsafeMutableRawPointer(file)) }
    let pointer = try GLibError.check {
      g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, nil, $0)
    }
    guard let pointer else { throw GLibError(message: "cannot watch \(place.entry)") }
    g_file_monitor_set_rate_limit(pointer, Self.rateLimit)
    monitor = UnsafeMutableRawPointer(pointer)
    // A change of the attributes alone counts too: it may be the permission to read.
    let callback:
      @convention(c) (gpointer?, gpointer?, gpointer?, GFileMonitorEvent, gpointer?) -> Void = {
        _, _, _, _, data in
        Unmanaged<Box<@Sendable () -> Void>>.fromOpaque(data!).takeUnretainedValue().value()
      }
    handler = lighten_signal_connect(
      monitor, "changed", unsafeBitCast(callback, to: GCallback.self),
      Unmanaged.passRetained(Box(report)).toOpaque(),
      { data, _ in Unmanaged<AnyObject>.fromOpaque(data!).release() })
  }

  deinit {
    g_signal_handler_disconnect(monitor, handler)
    lighten_object_unref(monitor)
  }
}

import DBusKit
import GLibKit
import Glibc

/// The end of a watch: Ctrl-C, SIGTERM, the end of the bus, or that nobody reads any more.
@LoopActor
final class WatchEnd {
  private let hasReader: Bool
  private var waiter: CheckedContinuation<Void, Never>?
  private var hasCome = false

  /// An end that has not come.
  ///
  /// - Parameter hasReader: whether the watch is for whoever reads standard output.
  init(hasReader: Bool = true) {
    self.hasReader = hasReader
  }

  /// Waits for it.
  func wait(_ connection: BusConnection) async {
    var sources = [SIGINT, SIGTERM].map { signal in
      LoopSource.unixSignal(signal) { [weak self] in self?.come() }
    }
    // A panel that went away would otherwise be noticed with the next line only.
    if hasReader {
      sources.append(LoopSource.hangUp(of: STDOUT_FILENO) { [weak self] in self?.come() })
    }
    connection.onClosed { [weak self] in self?.come() }
    if !hasCome { await withCheckedContinuation { waiter = $0 } }
    for source in sources { source.cancel() }
  }

  /// Ends the watch.
  func come() {
    hasCome = true
    waiter?.resume()
    waiter = nil
  }
}

import GLibKit

/// The lines that a panel gets: one only where it has become another one, and not two at once.
@LoopActor
final class PanelLines {
  /// The time between two lines. Polybar before 3.7.2, which Debian 12 has, shows only the first of
  /// those that it reads at once (polybar#3117); and a panel draws no more than 10 changes a second
  /// while a display fades.
  static let gap: Duration = .milliseconds(100)

  private let clock: any LoopClock
  private let write: @LoopActor (String) -> Void
  private var wanted = ""
  private var written = ""
  private var pause: (any LoopTimer)?

  /// `write` gets each line without its end.
  init(clock: any LoopClock = SystemLoopClock(), write: @escaping @LoopActor (String) -> Void) {
    self.clock = clock
    self.write = write
  }

  /// Shows a line: at once, or when the last one has stood for long enough; then the latest counts.
  func show(_ line: String) {
    wanted = line
    if pause == nil { writeWanted() }
  }

  private func writeWanted() {
    guard wanted != written else { return }
    written = wanted
    pause = clock.schedule(after: Self.gap) { [weak self] in
      self?.pause = nil
      self?.writeWanted()
    }
    write(wanted)
  }
}

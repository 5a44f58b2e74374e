import CProcessMemory

/// The memory of a program that has nothing to do.
public enum IdleMemory {
  /// Gives back what was only needed for a moment: freed pages of the heap, and the pages of
  /// programs and libraries that nobody has changed.
  ///
  /// Those come back from the page cache, without reading the disk, as they are needed again: some
  /// 0.1 ms in all. A service touches several times as much of its code for its start, or for
  /// a burst of work, as it needs afterwards.
  public static func release() { lighten_release_memory() }
}

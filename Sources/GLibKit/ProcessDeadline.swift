import Glibc

/// An end to a process that must not keep anybody waiting, wherever it hangs.
public enum ProcessDeadline {
  /// Ends the process with status 0 when it still runs after so many seconds, at least 1.
  public static func end(afterSeconds seconds: UInt32) {
    signal(SIGALRM) { _ in _exit(0) }
    alarm(seconds)
  }
}

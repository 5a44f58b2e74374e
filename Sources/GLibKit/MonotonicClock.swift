import CGLib

/// Time that does not jump when somebody sets the wall clock.
public enum MonotonicClock {
  /// The time since some fixed moment (CLOCK_MONOTONIC, microsecond resolution).
  public static var now: Duration { .microseconds(g_get_monotonic_time()) }
}

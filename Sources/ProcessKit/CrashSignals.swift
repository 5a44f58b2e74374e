import Glibc

/// What happens when one of the programs crashes.
public enum CrashSignals {
  /// Lets a crash end the program at once, as the other side of the socket and systemd expect it.
  ///
  /// Where a Swift toolchain is installed, the Swift runtime would stop the program in its crash
  /// handler and start `swift-backtrace`, which may take half a minute or never come to an end.
  /// With `SWIFT_BACKTRACE` in the environment somebody wants just that.
  public static func endAtOnce() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    // Those that the runtime takes over (swift/stdlib/public/runtime/CrashHandlerLinux.cpp).
    for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      signal(number, SIG_DFL)
    }
  }
}

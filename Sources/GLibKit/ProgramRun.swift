import CGLib
import Glibc

/// One run of another program to its end, with what it wrote.
public struct ProgramRun: Sendable, Equatable {
  /// The exit status; nil when a signal ended it.
  public let status: Int32?
  /// What it wrote to its standard output.
  public let output: String
  /// What it wrote to its standard error.
  public let errors: String

  /// Makes a run that did not happen, for tests.
  public init(status: Int32?, output: String, errors: String) {
    self.status = status
    self.output = output
    self.errors = errors
  }

  /// Runs `arguments[0]` (a path), and kills it when it has not ended by `deadline`, or what it has
  /// started still holds its output then. What was written until then is lost.
  ///
  /// - Throws: when it cannot be started. A status that is not 0 is *not* an error.
  @LoopActor
  public static func of(
    _ arguments: [String], within deadline: Duration
  ) async throws(GLibError) -> ProgramRun {
    let owned = arguments.map { strdup($0) }
    defer { for string in owned { Glibc.free(string) } }
    let argv = owned.map { UnsafePointer($0) } + [nil]
    let flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE.rawValue | G_SUBPROCESS_FLAGS_STDERR_PIPE.rawValue
    let process = try GLibError.check { error in
      argv.withUnsafeBufferPointer {
        g_subprocess_newv($0.baseAddress!, GSubprocessFlags(flags), error)
      }
    }
    guard let process else { throw GLibError(message: "cannot start \(arguments[0])") }
    defer { lighten_object_unref(UnsafeMutableRawPointer(process)) }
    let cancellable = g_cancellable_new()
    defer { lighten_object_unref(UnsafeMutableRawPointer(cancellable)) }
    let alarm = LoopSource.timer(after: deadline) {
      g_subprocess_force_exit(process)
      // The kernel may keep it, or another process its output: GLib reaps it when it ends.
      g_cancellable_cancel(cancellable)
    }
    defer { alarm.cancel() }
    let written: Written = await withCheckedContinuation { continuation in
      g_subprocess_communicate_async(
        process, nil, cancellable,
        { source, result, data in
          let box = Unmanaged<Box<CheckedContinuation<Written, Never>>>.fromOpaque(data!)
            .takeRetainedValue()
          box.value.resume(returning: ProgramRun.finish(source, result))
        }, Unmanaged.passRetained(Box(continuation)).toOpaque())
    }
    let hasEnded = g_subprocess_get_identifier(process) == nil
    let status =
      hasEnded && g_subprocess_get_if_exited(process) != 0
      ? g_subprocess_get_exit_status(process) : nil
    return ProgramRun(status: status, output: written.output, errors: written.errors)
  }

  private struct Written: Sendable {
    let output: String
    let errors: String
  }

  private static func finish(
    _ source: UnsafeMutablePointer<GObject>?, _ result: OpaquePointer?
  ) -> Written {
    var output: OpaquePointer?
    var errors: OpaquePointer?
    // Fails only when it is cancelled; then there is no output.
    g_subprocess_communicate_finish(OpaquePointer(source), result, &output, &errors, nil)
    return Written(output: text(output), errors: text(errors))
  }

  /// What is in GLib's bytes, which are released; wrong UTF-8 becomes replacement characters.
  private static func text(_ bytes: OpaquePointer?) -> String {
    guard let bytes else { return "" }
    defer { g_bytes_unref(bytes) }
    var count: gsize = 0
    guard let data = g_bytes_get_data(bytes, &count) else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: data, count: Int(count)), as: UTF8.self)
  }
}

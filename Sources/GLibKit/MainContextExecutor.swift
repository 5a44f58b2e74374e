import CGLib

/// Runs Swift jobs as sources of GLib's default main context, in the order of their arrival.
///
/// It is the loop actor's executor, and the preferred executor of the tasks on the loop. The
/// second is for what the runtime would run on the global executor: with Swift 6.3, a task that
/// waited for a continuation resumes there before it goes back to its actor, which would start
/// Dispatch's threads and cost a hop through one of them for each wait.
final class MainContextExecutor: SerialExecutor, TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    // UnownedJob is one pointer that the runtime keeps alive until the job has run.
    let data = unsafeBitCast(unowned, to: UnsafeMutableRawPointer.self)
    let source = g_idle_source_new()
    // The default priority keeps jobs in order with D-Bus messages and descriptors.
    g_source_set_priority(source, G_PRIORITY_DEFAULT)
    g_source_set_callback(source, runJob, data, nil)
    g_source_attach(source, nil)
    g_source_unref(source)
  }

  func checkIsolated() {
    precondition(isCurrent, "not on the main loop's thread")
  }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private var isCurrent: Bool { g_main_context_is_owner(nil) != 0 }
}

private func runJob(_ data: gpointer?) -> gboolean {
  if let data {
    let job = unsafeBitCast(data, to: UnownedJob.self)
    // As both: a job that came by preference and continues on the actor need not hop again.
    job.runSynchronously(
      isolatedTo: LoopActor.shared.unownedExecutor,
      taskExecutor: LoopActor.executor.asUnownedTaskExecutor())
  }
  return 0  // G_SOURCE_REMOVE
}

import CGLib

/// The loop actor's executor: runs jobs as sources of GLib's default main context, in the order of
/// their arrival.
final class MainContextExecutor: SerialExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    runOnMainContext(UnownedJob(job)) { data in
      let job = unsafeBitCast(data, to: UnownedJob.self)
      job.runSynchronously(on: LoopActor.shared.unownedExecutor)
      return 0  // G_SOURCE_REMOVE
    }
  }

  func checkIsolated() {
    precondition(isCurrent, "not on the main loop's thread")
  }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private var isCurrent: Bool { g_main_context_is_owner(nil) != 0 }
}

/// The preferred executor of the tasks on the loop, for what the runtime would run on the global
/// one: with Swift 6.3, a task that waited for a continuation resumes there before it goes back to
/// its actor, which would start Dispatch's threads and cost a hop through one of them for each wait.
final class MainContextTaskExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    runOnMainContext(UnownedJob(job)) { data in
      let job = unsafeBitCast(data, to: UnownedJob.self)
      // Isolated as well: a job that goes on on the actor need not hop again.
      job.runSynchronously(
        isolatedTo: LoopActor.shared.unownedExecutor,
        taskExecutor: LoopActor.taskExecutor.asUnownedTaskExecutor())
      return 0  // G_SOURCE_REMOVE
    }
  }
}

private func runOnMainContext(_ job: UnownedJob, _ run: @escaping GSourceFunc) {
  // UnownedJob is one pointer that the runtime keeps alive until the job has run.
  let data = unsafeBitCast(job, to: UnsafeMutableRawPointer.self)
  let source = g_idle_source_new()
  // The default priority keeps jobs in order with D-Bus messages and descriptors.
  g_source_set_priority(source, G_PRIORITY_DEFAULT)
  g_source_set_callback(source, run, data, nil)
  g_source_attach(source, nil)
  g_source_unref(source)
}

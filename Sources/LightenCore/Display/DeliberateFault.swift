/// A fault that `contrib/histories --mutants` puts into the machine, to show that the checks of the
/// histories find it. Without the flag `DELIBERATE_FAULTS` the machine has none of them.
public enum DeliberateFault: String, CaseIterable, Sendable {
  /// Nothing is read back.
  case readsNothingBack
  /// A lost write is not repeated.
  case repeatsNothing
  /// A monitor that was away is taken for one that was not.
  case forgetsTheAbsence
  /// What is asked for while the computer sleeps is not kept.
  case keepsNothingInSleep
  /// Who waits for a fade is not answered when the computer goes to sleep.
  case forgetsWaitersInSleep
  /// A transfer is started while the computer sleeps.
  case sendsInSleep
  /// A level that the display has is written again.
  case writesWhatIsThere
  /// A level is announced before the display has it.
  case announcesTooEarly
  /// The result of an earlier device counts.
  case believesAnEarlierDevice
  /// A known level never grows old.
  case neverDoubts
  /// After a silence without a reason our goal wins.
  case overrulesTheButtons
  /// After an explained absence the monitor's level wins.
  case restoresNothing
  /// *Permission denied* counts at once.
  case hasNoGrace
  /// Sleep ends a fade where it is.
  case losesTheFadesEnd
  /// A silent monitor is asked for ever.
  case asksForEver
  /// A limit changes the goal.
  case clampsTheGoal
  /// A report during a write is ignored.
  case ignoresReports
  /// The level that would be saved is the one that is shown.
  case savesWhatIsShown
  /// A relative change counts as if nothing were kept.
  case trustsTheLastLevel
  /// One kept series is enough for trust.
  case trustsAtOnce
  /// One denial is enough.
  case believesOneDenial
  /// A ceiling becomes the goal.
  case takesCeilingsForGoals
  /// Ceilings cap nothing.
  case ignoresCeilings
  /// An interrupted write is not repeated.
  case dropsInterruptedWrites

  #if DELIBERATE_FAULTS
    /// The fault that the machine has. Set once, before any machine is used.
    nonisolated(unsafe) public static var active: DeliberateFault?
  #endif

  /// Whether the machine has the fault.
  @inline(__always) var isActive: Bool {
    #if DELIBERATE_FAULTS
      Self.active == self
    #else
      false
    #endif
  }
}

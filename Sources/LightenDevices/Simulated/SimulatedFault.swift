/// What is broken about a simulated monitor; the word is part of the D-Bus contract.
public enum SimulatedFault: String, CaseIterable, Sendable {
  /// Nothing.
  case none
  /// It is in standby.
  case asleep
  /// Every transfer fails.
  case unresponsive
  /// No transfer ends before the worker's deadline.
  case hang
  /// Each transfer takes ten times as long.
  case slow
  /// Writes fail.
  case readonly
}
